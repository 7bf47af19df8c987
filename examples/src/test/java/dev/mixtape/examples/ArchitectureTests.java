package dev.mixtape.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows `forward <- bridge <- tape` and `forward <- distributions`, and who may use what.
@AnalyzeClasses(packages = "dev.mixtape", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
  static final String BRIDGE = "dev.mixtape.bridge..";
  static final String CHECKS = "dev.mixtape.bridge.testing..";
  static final String TAPE = "dev.mixtape.tape..";
  static final String DISTRIBUTIONS = "dev.mixtape.distributions..";
  static final String EXAMPLES = "dev.mixtape.examples..";
  static final String INTEGRATIONS = "dev.mixtape.integrations..";

  /// Whatever is in no other module is in forward.
  @ArchTest
  static final ArchRule forward_needs_none_of_the_others =
      noClasses()
          .that()
          .resideOutsideOfPackages(BRIDGE, TAPE, DISTRIBUTIONS, EXAMPLES, INTEGRATIONS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(BRIDGE, TAPE, DISTRIBUTIONS, EXAMPLES, INTEGRATIONS));

  @ArchTest
  static final ArchRule bridge_needs_forward_only =
      noClasses()
          .that()
          .resideInAPackage(BRIDGE)
          .should()
          .dependOnClassesThat(resideInAnyPackage(TAPE, DISTRIBUTIONS, EXAMPLES, INTEGRATIONS));

  /// It is for those who write rules or tapes; none of our engines depends on it.
  @ArchTest
  static final ArchRule checks_are_for_authors_of_rules_and_tapes =
      noClasses()
          .that()
          .resideOutsideOfPackages(CHECKS, INTEGRATIONS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CHECKS);

  @ArchTest
  static final ArchRule tape_needs_no_distributions =
      noClasses()
          .that()
          .resideInAPackage(TAPE)
          .should()
          .dependOnClassesThat(resideInAnyPackage(DISTRIBUTIONS, EXAMPLES, INTEGRATIONS));

  @ArchTest
  static final ArchRule distributions_need_forward_only =
      noClasses()
          .that()
          .resideInAPackage(DISTRIBUTIONS)
          .should()
          .dependOnClassesThat(resideInAnyPackage(BRIDGE, TAPE, EXAMPLES, INTEGRATIONS));

  @ArchTest
  static final ArchRule a_tape_of_ones_own_needs_bridge_and_forward_only =
      noClasses()
          .that()
          .resideInAPackage("dev.mixtape.integrations.owntape..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(TAPE, DISTRIBUTIONS, EXAMPLES));

  /// A room is a package with its sub-packages, which need each other: `Real` its rows, a row the
  /// level it is applied at.
  @ArchTest
  static final ArchRule rooms_form_no_cycle =
      slices().matching("dev.mixtape.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ejml_stays_inside =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.mixtape.algebra.linalg", "dev.mixtape.interop")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.ejml..");

  @ArchTest
  static final ArchRule only_examples_print =
      noClasses().that().resideOutsideOfPackage(EXAMPLES).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule only_examples_print_by_io =
      noClasses()
          .that()
          .resideOutsideOfPackage(EXAMPLES)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.IO");

  @ArchTest
  static final ArchRule no_test_framework_is_published =
      noClasses()
          .that()
          .resideOutsideOfPackage(EXAMPLES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.junit..",
              "org.assertj..",
              "net.jqwik..",
              "org.opentest4j..",
              "org.apiguardian..");
}
