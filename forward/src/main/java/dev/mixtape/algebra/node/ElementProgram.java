package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.kernel.Compiled;
import dev.mixtape.algebra.program.Program;
import java.util.ArrayList;
import java.util.List;

/// What a function of elements does on one path: a program of its element's leaves, of what it
/// captured and of its constants.
///
/// @param compiled the program, which calls share, and its kernels
/// @param captured what this call captured
/// @param constants the numbers behind these
/// @param result the structure of what it answers
record ElementProgram(
    Compiled compiled, List<Value> captured, List<Value> constants, Structure result) {
  Program program() {
    return compiled.template().program();
  }

  int leaves() {
    return program().outputs().size();
  }

  /// The captures of the program: what was captured, as `numbers` or whatever it is given as, then
  /// the constants.
  List<Value> captures(List<Value> given) {
    if (constants.isEmpty()) return given;
    List<Value> all = new ArrayList<>(given);
    all.addAll(constants);
    return all;
  }

  /// The results for these columns and captured values, at whatever levels they have.
  ///
  /// @param operands the columns, then what was captured
  List<Value> walk(Value[] operands) {
    List<Value> all = List.of(operands);
    int inputs = compiled.template().inputs();
    return program().evaluate(all.subList(0, inputs), captures(all.subList(inputs, all.size())));
  }

  /// True for a function that rearranges its arguments, as a constructor of a record does.
  boolean answersItsInputs() {
    for (int output : program().outputs())
      if (!(program().steps().get(output) instanceof Program.Step.Input)) return false;
    return true;
  }

  /// The input that result `leaf` is, where [#answersItsInputs].
  int input(int leaf) {
    int output = program().outputs().get(leaf);
    return ((Program.Step.Input) program().steps().get(output)).number();
  }
}
