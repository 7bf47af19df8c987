package dev.mixtape.algebra;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/// How the records of one class are taken apart and rebuilt: its accessors and its canonical
/// constructor, found once per class.
final class RecordType {
  private static final ClassValue<RecordType> TYPES =
      new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
          return new RecordType(type);
        }
      };

  private final Class<?> type;
  private final RecordComponent[] components;
  private final MethodHandle[] accessors;
  private final boolean[] primitive;
  private final MethodHandle constructor;

  static RecordType of(Class<?> type) {
    return TYPES.get(type);
  }

  private RecordType(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.accessors = new MethodHandle[components.length];
    this.primitive = new boolean[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        primitive[i] = types[i].isPrimitive();
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        accessors[i] =
            lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
      }
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      this.constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (InaccessibleObjectException closed) {
      throw notOpen(type);
    } catch (ReflectiveOperationException e) {
      throw new StructureException("record " + type.getName() + " cannot be taken apart: " + e);
    }
  }

  private static StructureException notOpen(Class<?> type) {
    return new StructureException(
        "record "
            + type.getName()
            + " cannot be taken apart, because its module is not open to Mixtape; write `opens "
            + type.getPackageName()
            + " to "
            + RecordType.class.getModule().getName()
            + ";` in the module-info of "
            + type.getModule().getName());
  }

  int size() {
    return components.length;
  }

  String component(int i) {
    return components[i].getName();
  }

  List<String> components() {
    return java.util.Arrays.stream(components).map(RecordComponent::getName).toList();
  }

  Object get(Object record, int i) {
    try {
      return accessors[i].invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new StructureException(
          "accessor " + component(i) + " of " + type.getName() + " failed: " + e);
    }
  }

  Object build(Object[] values) {
    Object record = construct(values);
    for (int i = 0; i < values.length; i++) {
      Object read = get(record, i);
      boolean kept = primitive[i] ? values[i].equals(read) : values[i] == read;
      if (!kept) {
        throw new StructureException(
            "record "
                + type.getName()
                + " changes its component `"
                + component(i)
                + "` in its constructor or accessor, so it cannot be rebuilt from its leaves; move"
                + " the change into a static factory method");
      }
    }
    return record;
  }

  private Object construct(Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new StructureException("the constructor of " + type.getName() + " failed: " + e);
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
