package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.kernel.Compiled;
import dev.mixtape.algebra.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a function of elements does on one path: a program of its element's leaves, of what it
/// captured and of its constants.
///
/// @param compiled the program, which calls share, and its kernels
/// @param isWarm true when it has been evaluated often enough for kernels to pay
/// @param captured what this call captured
/// @param constants the numbers behind these
/// @param result the structure of what it answers
record ElementProgram(
    Compiled compiled, boolean isWarm, Value[] captured, Value[] constants, Structure result) {
  Program program() {
    return compiled.template().program();
  }

  int leaves() {
    return program().outputs().size();
  }

  /// The results for these columns and captured values, at whatever levels they have.
  ///
  /// @param operands the columns, then what was captured
  List<Value> walk(Value[] operands) {
    List<Value> all = Arrays.asList(all(operands));
    int inputs = compiled.template().inputs();
    return program().evaluate(all.subList(0, inputs), all.subList(inputs, all.size()));
  }

  /// The operands with the constants behind them, all that the program takes.
  Value[] all(Value[] operands) {
    if (constants.length == 0) return operands;
    Value[] all = Arrays.copyOf(operands, operands.length + constants.length);
    System.arraycopy(constants, 0, all, operands.length, constants.length);
    return all;
  }

  /// True for a function that rearranges its arguments, as a constructor of a record does.
  boolean answersItsInputs() {
    for (int output : program().outputs())
      if (!(program().steps().get(output) instanceof Program.Step.Input)) return false;
    return true;
  }

  /// The results where [#answersItsInputs].
  List<Value> inputs(Value[] operands) {
    List<Value> results = new ArrayList<>();
    for (int output : program().outputs())
      results.add(operands[((Program.Step.Input) program().steps().get(output)).number()]);
    return results;
  }
}
