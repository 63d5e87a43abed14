/** The environment of tools that are started here: the project's own come first on the path. */
export function surroundings() {
  return { ...process.env, PATH: `${process.cwd()}/node_modules/.bin:${process.env.PATH}` };
}
