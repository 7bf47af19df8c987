package dev.mixtape.algebra.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/// A hidden class that is being written. The functions that its code calls are constants of the
/// class, so that the JIT compiler sees through them.
final class LoopClass {
  static final ClassDesc NAME = ClassDesc.of("dev.mixtape.algebra.kernel.Loop");
  static final ClassDesc COLUMN = CD_double.arrayType();
  static final ClassDesc COLUMNS = COLUMN.arrayType();
  static final ClassDesc ELEMENTS = CD_int.arrayType();

  private final List<Object> functions = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  /// A function as a constant of the class.
  DynamicConstantDesc<?> constant(Object function, Class<?> type) {
    int number = numbers.computeIfAbsent(function, _ -> functions.size());
    if (number == functions.size()) functions.add(function);
    return DynamicConstantDesc.ofNamed(
        ConstantDescs.BSM_CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, desc(type), number);
  }

  /// An instance of the class with these methods.
  <T> T instance(Class<T> type, Consumer<ClassBuilder> methods) {
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                written -> {
                  written
                      .withFlags(ClassFile.ACC_FINAL)
                      .withInterfaceSymbols(desc(type))
                      .withMethodBody(INIT_NAME, MTD_void, 0, LoopClass::construct);
                  methods.accept(written);
                });
    try {
      var lookup =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, List.copyOf(functions), true);
      return type.cast(lookup.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a generated loop could not be linked", impossible);
    }
  }

  private static void construct(CodeBuilder code) {
    code.aload(0).invokespecial(ConstantDescs.CD_Object, INIT_NAME, MTD_void).return_();
  }
}
