package dev.mixtape.integrations.kotlin

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.writeLines
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.messages.MessageRenderer
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

private val HEADER =
    listOf(
        "import dev.mixtape.algebra.*",
        "import dev.mixtape.tape.Mixtape.*",
        "import dev.mixtape.tape.graph.Graph",
        "fun perhaps(): Real? = null",
    )

private const val NULL = "ull cannot be a value of a non-null type"
private const val NULLABLE = "argument type mismatch: actual type is 'Real?', but"

/** Kotlin's compiler, without any option, knows that nothing of ours takes or answers null. */
class NullnessTests {
  @TempDir lateinit var folder: Path

  @Test
  fun `null is refused by the compiler`() {
    val refused =
        mapOf(
            "gradient(null, 3.0)" to NULL,
            "gradient({ x -> x * x }, null)" to NULL,
            "gradient({ x -> x * x }, perhaps())" to NULLABLE,
            "fwddiff({ x: Real -> perhaps() })" to "return type mismatch",
            "withRule({ x: Real -> x }, null)" to NULL,
            "rrule({ x: Real -> x }, perhaps())" to NULLABLE,
            "map(null, vec(1.0))" to NULL,
            "same(perhaps())" to NULLABLE,
            "Tangent.zero(perhaps())" to NULLABLE,
            "named(null, real(2.0))" to NULL,
            "Graph.of(null)" to NULL,
            "real(1.0) + perhaps()" to NULLABLE,
            "vec(1.0).dot(null)" to NULL,
        )
    val messages = compiled(refused.keys, "error")
    assertThat(messages.keys).isEqualTo(refused.keys)
    refused.forEach { (snippet, message) -> assertThat(messages[snippet]).contains(message) }
  }

  @Test
  fun `asking a result whether it is null is pointless`() {
    val pointless = "is useless|always returns the left operand|nnecessary safe call"
    val asked =
        setOf(
            "gradient({ x -> x * x }, real(3.0))?.value()",
            "fwddiff({ x: Real -> x }) ?: 1",
            "vec(1.0)[0]?.value()",
            "(real(1.0) + real(2.0)) ?: 1",
            "rrule({ x: Real -> x }, real(1.0))?.get()",
            "Graph.of { }?.text()",
        )
    val good = setOf("perhaps()?.value()", "perhaps() ?: 1", "gradient({ x -> x * x }, real(3.0))")
    val messages = compiled(asked + good, "warning")
    assertThat(messages.keys).isEqualTo(asked)
    assertThat(messages.values).allMatch { pointless.toRegex().containsMatchIn(it) }
  }

  /** What the compiler says about each of these expressions, if anything. */
  private fun compiled(snippets: Set<String>, severity: String): Map<String, String> {
    val source = folder.resolve("Snippets.kt")
    source.writeLines(HEADER + snippets.mapIndexed { i, snippet -> "val value$i = $snippet" })
    val output = ByteArrayOutputStream()
    K2JVMCompiler()
        .exec(
            PrintStream(output),
            MessageRenderer.PLAIN_FULL_PATHS,
            "$source",
            "-no-stdlib",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            "${folder.resolve("classes")}",
        )
    val places = Regex("(?m)^.*Snippets.kt:(\\d+):\\d+: $severity: ").findAll("$output").toList()
    return places
        .groupBy { snippets.elementAt(it.groupValues[1].toInt() - HEADER.size - 1) }
        .mapValues { (_, found) -> found.joinToString("\n") { message("$output", it.range.last) } }
  }

  /** From here up to the next place. */
  private fun message(output: String, from: Int): String =
      output.substring(from + 1).split(Regex("(?m)^.*Snippets.kt:\\d+:\\d+: ")).first()
}
