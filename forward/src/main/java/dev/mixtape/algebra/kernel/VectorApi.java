package dev.mixtape.algebra.kernel;

import java.lang.constant.ClassDesc;
import org.jspecify.annotations.Nullable;

/// The module `jdk.incubator.vector`, which need not be there: its types by name, for generated
/// code.
///
/// @param operators the class `VectorOperators`
/// @param lanes how many doubles the preferred vector has
record VectorApi(Class<?> operators, int lanes) {
  private static final String PACKAGE = "jdk.incubator.vector";

  static final ClassDesc VECTOR = named("Vector");
  static final ClassDesc DOUBLES = named("DoubleVector");
  static final ClassDesc SPECIES = named("VectorSpecies");
  static final ClassDesc MASK = named("VectorMask");
  static final ClassDesc OPERATORS = named("VectorOperators");
  static final ClassDesc COMPARISON = named("VectorOperators$Comparison");

  private static ClassDesc named(String type) {
    return ClassDesc.of(PACKAGE, type);
  }

  /// The operators of a number of operands.
  static ClassDesc operators(int arity) {
    return named("VectorOperators$" + (arity == 1 ? "Unary" : arity == 2 ? "Binary" : "Ternary"));
  }

  /// The module in this layer, and from then on read by ours; null where it is absent.
  static @Nullable VectorApi in(ModuleLayer layer) {
    Module module = layer.findModule(PACKAGE).orElse(null);
    if (module == null) return null;
    VectorApi.class.getModule().addReads(module);
    try {
      Object species = type(module, "DoubleVector").getField("SPECIES_PREFERRED").get(null);
      Object lanes = type(module, "VectorSpecies").getMethod("length").invoke(species);
      return new VectorApi(type(module, "VectorOperators"), (Integer) lanes);
    } catch (ReflectiveOperationException changed) {
      return null;
    }
  }

  private static Class<?> type(Module module, String name) throws ClassNotFoundException {
    Class<?> type = Class.forName(module, PACKAGE + "." + name);
    if (type == null) throw new ClassNotFoundException(name);
    return type;
  }

  /// The type of a constant in `VectorOperators`; null when this version has none of this name.
  @Nullable ClassDesc operatorType(String name) {
    try {
      return LoopClass.desc(operators.getField(name).getType());
    } catch (NoSuchFieldException absent) {
      return null;
    }
  }
}
