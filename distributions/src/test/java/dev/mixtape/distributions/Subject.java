package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.map;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import io.vavr.Function1;
import io.vavr.Function2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A distribution under test: a record of the package with its data file. The contracts run over
/// [#all] of them, so a new one needs no test of its own.
record Subject(Class<?> type, References data) {
  private static final List<Subject> ALL = found();

  /// Every public record of the package that is a distribution.
  static List<Subject> all() {
    return ALL;
  }

  static List<Subject> continuous() {
    return ALL.stream().filter(subject -> !subject.isDiscrete()).toList();
  }

  static List<Subject> discrete() {
    return ALL.stream().filter(Subject::isDiscrete).toList();
  }

  private static List<Subject> found() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class"))
          .sorted()
          .map(file -> type(file.substring(0, file.length() - ".class".length())))
          .filter(type -> Distribution.class.isAssignableFrom(type))
          .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
          .map(type -> new Subject(type, References.of(type)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    Class<?> member = Distribution.class;
    try {
      URI classes = member.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(classes).resolve(member.getPackageName().replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(Subject.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  String name() {
    return type.getSimpleName();
  }

  @Override
  public String toString() {
    return name();
  }

  boolean isDiscrete() {
    return Discrete.class.isAssignableFrom(type);
  }

  // building one

  private RecordComponent[] components() {
    return type.getRecordComponents();
  }

  /// The number of parameters.
  int size() {
    return components().length;
  }

  /// The name of parameter `i`.
  String parameter(int i) {
    return components()[i].getName();
  }

  /// The accessor of parameter `i`.
  Function1<Distribution, Real> accessor(int i) {
    return d -> (Real) reflected(() -> components()[i].getAccessor().invoke(d));
  }

  /// By the constructor.
  Distribution of(Real... parameters) {
    Class<?>[] reals = Collections.nCopies(size(), Real.class).toArray(Class<?>[]::new);
    Object[] arguments = parameters;
    return (Distribution)
        reflected(() -> type.getDeclaredConstructor(reals).newInstance(arguments));
  }

  /// By the factory.
  Distribution of(double... parameters) {
    Class<?>[] doubles = Collections.nCopies(size(), double.class).toArray(Class<?>[]::new);
    Object[] arguments = Arrays.stream(parameters).boxed().toArray();
    return (Distribution) reflected(() -> type.getMethod("of", doubles).invoke(null, arguments));
  }

  /// By the constructor, of the first components of a vector.
  Distribution of(RealVector parameters) {
    return of(IntStream.range(0, size()).mapToObj(parameters::get).toArray(Real[]::new));
  }

  /// The constructor mapped over columns of parameters.
  Batch<Distribution> batch(RealVector... parameters) {
    return switch (size()) {
      case 1 -> map(constructor1(), parameters[0]);
      case 2 -> map(constructor2(), parameters[0], parameters[1]);
      default -> throw new AssertionError(name() + " has more than two parameters");
    };
  }

  /// The same in forward mode.
  Batch<Distribution> forwardBatch(RealVector... parameters) {
    return switch (size()) {
      case 1 -> map(fwddiff(constructor1()), parameters[0]);
      case 2 -> map(fwddiff(constructor2()), parameters[0], parameters[1]);
      default -> throw new AssertionError(name() + " has more than two parameters");
    };
  }

  private Function1<Real, Distribution> constructor1() {
    return a -> of(a);
  }

  private Function2<Real, Real, Distribution> constructor2() {
    return (a, b) -> of(a, b);
  }

  private interface Reflected {
    Object get() throws ReflectiveOperationException;
  }

  private static Object reflected(Reflected call) {
    try {
      return call.get();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) throw thrown;
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  // its functions

  /// A function or statistic of the parameters and, where it has one, the point.
  Function1<RealVector, Real> function(String name) {
    Function1<Distribution, Real> statistic = Words.STATISTICS.get(name);
    if (statistic != null) return v -> statistic.apply(of(v));
    Function2<Distribution, Real, Real> function = Words.FUNCTIONS.get(name);
    return v -> function.apply(of(v), v.get(size()));
  }

  /// The parameters of every distribution in the data.
  List<double[]> examples() {
    return data.of("mean").stream().map(Reference::parameters).toList();
  }

  /// The parameters of an ordinary one, from the middle of the data.
  double[] example() {
    return examples().get(examples().size() / 2).clone();
  }

  /// How far each argument of a reference moves before something changes. A parameter: until the
  /// mean has moved by a standard deviation, or that by itself. A point: a standard deviation, but
  /// no farther than the end of the support; a probability: no farther than to 0 or 1.
  double[] units(Reference line) {
    double[] units = line.arguments();
    Reference mean = data.at("mean", line.parameters());
    Reference std = data.at("std", line.parameters());
    for (int i = 0; i < size(); i++) {
      double slope = Math.max(Math.abs(mean.slopes()[i]), Math.abs(std.slopes()[i]));
      units[i] = std.value() / slope;
    }
    if (line.x().isPresent()) {
      boolean isQuantile = line.function().equals("quantile");
      Support support = of(line.parameters()).support();
      double lower = isQuantile ? 0 : support.lower().value();
      double upper = isQuantile ? 1 : support.upper().value();
      double x = line.x().getAsDouble();
      double most = isQuantile || isDiscrete() ? 1 : std.value();
      double toTheEnd = Math.min(x - lower, upper - x);
      units[size()] = toTheEnd == 0 ? most : Math.min(most, toTheEnd);
    }
    return units;
  }

  /// What a slope of a reference may be off: relative to the largest in its units, because slopes
  /// cross zero.
  double[] slopeTolerances(Reference line) {
    double[] units = units(line);
    double largest = 0;
    for (int i = 0; i < units.length; i++) {
      double slope = line.slopes()[i] * units[i];
      if (!Double.isNaN(slope)) largest = Math.max(largest, Math.abs(slope));
    }
    double tolerance = Tolerance.of(this).slopes() * largest;
    return Arrays.stream(units).map(unit -> tolerance / unit).toArray();
  }
}
