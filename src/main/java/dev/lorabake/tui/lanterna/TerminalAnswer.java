package dev.lorabake.tui.lanterna;

import dev.lorabake.tui.paint.Rgb;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a terminal answers to a question of {@link TerminalQuestions}. The forms are those of
 * xterm's "Control Sequences" and of kitty's graphics protocol.
 */
sealed interface TerminalAnswer {
  /**
   * Device attributes, asked last, so that nothing comes after them.
   *
   * @param numbers 4 is for sixel graphics
   */
  record Attributes(Set<Integer> numbers) implements TerminalAnswer {}

  /** One cell. */
  record CellPixels(PixelSize size) implements TerminalAnswer {}

  /** The area of all cells. */
  record TextPixels(PixelSize size) implements TerminalAnswer {}

  /** As much of the area as graphics may fill: at most, or now, as it was asked. */
  record GraphicsPixels(PixelSize size) implements TerminalAnswer {}

  /** How many colours one picture may have. */
  record Registers(int count) implements TerminalAnswer {}

  /** Whether it knows kitty's graphics. */
  record Kitty(boolean known) implements TerminalAnswer {}

  /** What it is and its version, such as {@code tmux 3.4}. */
  record Name(String text) implements TerminalAnswer {}

  /** The colour behind texts. */
  record Background(Rgb colour) implements TerminalAnswer {}

  /** An answer that says nothing of use. */
  record Other() implements TerminalAnswer {}

  /**
   * Every answer, whole. Bounded, so that no torn one swallows more than itself; and nothing that a
   * key sends.
   */
  Pattern FORM =
      Pattern.compile(
          "\u001b(?:\\[\\?(?<private>[\\d;]{1,200})(?<end>[cS])"
              + "|\\[(?<size>[468]);(?<height>\\d{1,6});(?<width>\\d{1,6})t"
              + "|_G(?<kitty>[^\u001b]{1,200})\u001b\\\\"
              + "|\\](?<dynamic>\\d{1,3});(?<colour>[^\u001b\u0007]{1,200})(?:\u0007|\u001b\\\\)"
              + "|P>\\|(?<name>[^\u001b]{0,200})\u001b\\\\)");

  Pattern COLOUR =
      Pattern.compile(
          "rgba?:(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})(?:/\\p{XDigit}+)?");

  /** Of a whole match of {@link #FORM}. */
  static TerminalAnswer of(MatchResult answer) {
    if (answer.group("private") != null) {
      int[] numbers = numbers(answer.group("private"));
      return answer.group("end").equals("c")
          ? new Attributes(Arrays.stream(numbers).boxed().collect(Collectors.toSet()))
          : graphics(numbers);
    }
    if (answer.group("size") != null) {
      PixelSize size =
          new PixelSize(
              Integer.parseInt(answer.group("width")), Integer.parseInt(answer.group("height")));
      return switch (answer.group("size")) {
        case "6" -> new CellPixels(size);
        case "4" -> new TextPixels(size);
        default -> new Other();
      };
    }
    if (answer.group("kitty") != null) {
      return new Kitty(answer.group("kitty").endsWith(";OK"));
    }
    if (answer.group("name") != null) {
      return new Name(answer.group("name"));
    }
    Matcher colour = COLOUR.matcher(answer.group("colour"));
    return answer.group("dynamic").equals("11") && colour.matches()
        ? new Background(
            new Rgb(channel(colour.group(1)), channel(colour.group(2)), channel(colour.group(3))))
        : new Other();
  }

  private static int[] numbers(String parameters) {
    return Arrays.stream(parameters.split(";"))
        .filter(number -> !number.isEmpty() && number.length() < 9)
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** Which item, whether it could be read (0 if so), and its values. */
  private static TerminalAnswer graphics(int[] numbers) {
    if (numbers.length == 3 && numbers[0] == 1 && numbers[1] == 0) {
      return new Registers(numbers[2]);
    }
    return numbers.length == 4 && numbers[0] == 2 && numbers[1] == 0
        ? new GraphicsPixels(new PixelSize(numbers[2], numbers[3]))
        : new Other();
  }

  /** Of one to four digits, a number from 0 to 255. */
  private static int channel(String digits) {
    int most = (1 << (4 * digits.length())) - 1;
    return Integer.parseInt(digits, 16) * 255 / most;
  }
}
