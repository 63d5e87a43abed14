cd /tmp/w/swap; export PATH=$PWD/node_modules/.bin:$PATH; unset TILL_STAFF TILL_PIN TILL_MESH_HOST XDG_STATE_HOME
npm run -s build >/dev/null
S=/tmp/w/me/ex/store; rm -rf $S; grep -n "till demo\|init" docs/first-start.md | head -3
