package dev.mixtape.algebra.node;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/// What a user's function is called: `Type::method` where it is a method reference and its module
/// opens the package, otherwise where it was written.
final class FunctionName {
  private FunctionName() {}

  static String of(Object function) {
    Object own = MadeOf.original(function);
    String type = own.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    if (lambda < 0) return simple(type);
    String written = "a lambda in " + simple(type.substring(0, lambda));
    try {
      Method replace = own.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(own) instanceof SerializedLambda form ? named(form, written) : written;
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return written;
    }
  }

  private static String named(SerializedLambda form, String written) {
    String method = form.getImplMethodName();
    if (method.startsWith("lambda$")) return written;
    return simple(form.getImplClass().replace('/', '.'))
        + "::"
        + (method.equals("<init>") ? "new" : method);
  }

  private static String simple(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }
}
