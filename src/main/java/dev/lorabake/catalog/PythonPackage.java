package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Python distribution that upstream needs, always or for some settings.
 *
 * @param also distributions that bring the same module
 * @param always whether every script imports it at its start
 * @param families whose scripts need it, beyond what {@code always} says
 * @param version the one that upstream's requirements.txt names, {@code null} where it is open
 * @param purpose what it is for, as part of a sentence
 * @param install what pip is told, where it is more than the name
 * @param onWindows the distribution for Windows, where it is another one
 * @param withTorch whether it is built for one release of PyTorch and must come from its index
 * @param symptoms what mends it where it is installed and fails in a known way
 * @param bad versions that are known not to work
 */
public record PythonPackage(
    String name,
    List<String> also,
    boolean always,
    List<String> families,
    @Nullable String version,
    String purpose,
    @Nullable String install,
    @Nullable String onWindows,
    boolean withTorch,
    List<Symptom> symptoms,
    List<BadVersion> bad) {

  /**
   * A failure that reinstalling does not mend.
   *
   * @param text a part of the message
   * @param help what does; {@code {python}} stands for the interpreter, {@code {pip}} for its
   *     installing command
   */
  public record Symptom(String text, String help) {}

  /**
   * Versions that upstream does not run with.
   *
   * @param from the first of them, {@code null} for every earlier one
   * @param below the first that is good again, {@code null} where none is
   * @param with the other package with which they clash, {@code null} where they always fail
   * @param error whether training fails; else it is only unproven
   * @param consequence what happens, as a sentence without full stop
   * @param install what pip is told to mend it, {@code null} for upstream's own version
   * @param source where that is known from
   */
  public record BadVersion(
      @Nullable String from,
      @Nullable String below,
      @Nullable Range with,
      boolean error,
      String consequence,
      @Nullable String install,
      String source) {}

  /** Versions of another package. */
  public record Range(String name, @Nullable String from, @Nullable String below) {}

  /** The name and all others that bring the same. */
  public List<String> names() {
    return Stream.concat(Stream.of(name), also.stream()).toList();
  }

  static PythonPackage read(JsonObject json) {
    return new PythonPackage(
        json.text("name"),
        json.texts("also"),
        json.flag("always", false),
        json.texts("families"),
        json.textOrNull("version"),
        json.text("for"),
        json.textOrNull("install"),
        json.textOrNull("on_windows"),
        json.flag("with_torch", false),
        json.objects("symptoms").stream()
            .map(one -> new Symptom(one.text("text"), one.text("help")))
            .toList(),
        json.objects("bad").stream().map(PythonPackage::bad).toList());
  }

  private static BadVersion bad(JsonObject json) {
    return new BadVersion(
        json.textOrNull("from"),
        json.textOrNull("below"),
        json.has("with") ? range(json.object("with")) : null,
        json.text("severity").equals("error"),
        json.text("consequence"),
        json.textOrNull("install"),
        json.text("source"));
  }

  private static Range range(JsonObject json) {
    return new Range(json.text("name"), json.textOrNull("from"), json.textOrNull("below"));
  }
}
