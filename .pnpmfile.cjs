// @saulx/selva-server carries the Redis binary that stands in where no other is to be had. Only the binary is wanted, not the
// client libraries around it.
module.exports = {
  hooks: {
    readPackage(pkg) {
      if (pkg.name === '@saulx/selva-server') {
        pkg.dependencies = {};
        pkg.optionalDependencies = {};
      }
      return pkg;
    },
  },
};
