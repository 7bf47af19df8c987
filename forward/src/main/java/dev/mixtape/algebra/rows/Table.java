package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/// The table of primitives: every row of every theme.
public final class Table {
  /// The classes that hold the rows.
  public static final List<Class<?>> THEMES =
      List.of(
          Arithmetic.class,
          Powers.class,
          Exponentials.class,
          Trigonometry.class,
          HalfTurns.class,
          Hyperbolic.class,
          Kinks.class,
          Rounding.class,
          LogSpace.class,
          ErrorFunctions.class,
          GammaFunctions.class,
          BetaFunctions.class,
          IncompleteGammaFunctions.class,
          IncompleteBetaFunctions.class);

  /// All rows, theme by theme.
  public static final List<Row> ROWS =
      THEMES.stream().flatMap(theme -> rows(theme).stream()).toList();

  /// The rows of one theme, in the order of its file.
  public static List<Row> rows(Class<?> theme) {
    List<Row> rows = new ArrayList<>();
    for (Field field : theme.getDeclaredFields()) {
      if (field.getType() == Row.class && Modifier.isPublic(field.getModifiers()))
        rows.add(row(field));
    }
    return List.copyOf(rows);
  }

  private static Row row(Field field) {
    try {
      return (Row) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private Table() {}
}
