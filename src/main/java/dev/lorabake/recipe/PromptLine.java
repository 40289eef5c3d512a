package dev.lorabake.recipe;

import dev.lorabake.recipe.PromptFault.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of prompts as upstream takes it apart ({@code line_to_prompt_dict} of train_util.py): the
 * prompt, then flags that each begin with a blank and two hyphens.
 */
final class PromptLine {
  private static final String FLAG = " --";
  private static final Pattern WHOLE = Pattern.compile("(\\d+)(.*)", Pattern.DOTALL);
  private static final Pattern DECIMAL = Pattern.compile("([\\d.]+)(.*)", Pattern.DOTALL);
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final BigInteger LARGEST_SEED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final long MOST_STEPS = 1000;

  private static final Map<String, String> KEYS =
      SampleKeys.promptFlags().entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private final Place at;
  private final List<Setting> settings = new ArrayList<>();
  private final List<PromptFault> faults = new ArrayList<>();

  private PromptLine(Place at) {
    this.at = at;
  }

  /** The prompt of one line; its faults are added to the list. */
  static SamplePrompt read(String line, Place at, List<PromptFault> faults) {
    PromptLine reading = new PromptLine(at);
    String[] parts = line.split(FLAG, -1);
    reading.set(SampleKeys.PROMPT, parts[0]);
    if (parts[0].startsWith("--")) {
      reading.fault(Kind.NO_PROMPT, "the line begins with a flag, which is taken for its prompt");
    }
    reading.flagIn(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      reading.flag(parts[i]);
    }
    faults.addAll(reading.faults);
    return new SamplePrompt(Settings.of(reading.settings), at);
  }

  /** What upstream would not take of a key's value, once it stands in a prompt line. */
  static List<PromptFault> faults(String key, Object value, Place at) {
    PromptLine reading = new PromptLine(at);
    String flag = SampleKeys.promptFlags().get(key);
    if (flag != null) {
      reading.flag(flag + " " + value);
    }
    return List.copyOf(reading.faults);
  }

  /** Upstream looks for a flag in the prompt itself too. */
  private void flagIn(String prompt) {
    PromptLine other = new PromptLine(at);
    other.flag(prompt);
    if (!other.settings.isEmpty()) {
      Setting read = other.settings.getFirst();
      settings.add(read);
      fault(
          Kind.NO_PROMPT,
          "the prompt \"" + prompt + "\" is taken for " + read.name() + " too, as it begins so");
    }
  }

  private void flag(String text) {
    int blank = text.indexOf(' ');
    String name = (blank < 0 ? text : text.substring(0, blank)).toLowerCase(Locale.ROOT);
    String value = blank < 0 ? "" : text.substring(blank + 1);
    String key = KEYS.get(name);
    if (key == null) {
      fault(Kind.UNKNOWN_FLAG, "--" + text.strip() + " is no flag of a prompt and is passed by");
    } else if (!value.isEmpty()) {
      switch (name) {
        case "w", "h", "d", "s" -> whole(key, text, value);
        case "l", "g" -> decimal(key, text, value);
        case "ctr", "rcfg" -> number(key, text, value.strip());
        default -> set(key, value);
      }
    }
  }

  private void whole(String key, String text, String value) {
    Matcher number = WHOLE.matcher(value);
    if (!number.matches()) {
      fault(Kind.VALUE_UNREAD, "--" + text + " has no whole number and is passed by");
      return;
    }
    rest(text, number);
    BigInteger whole = new BigInteger(number.group(1));
    if (key.equals("seed") && whole.compareTo(LARGEST_SEED) > 0) {
      fault(Kind.VALUE_REFUSED, "--" + text + " is a larger seed than torch takes");
    } else if (key.equals("sample_steps")) {
      steps(text, whole.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
    } else {
      set(key, whole.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
    }
  }

  private void steps(String text, long steps) {
    long taken = Math.clamp(steps, 1, MOST_STEPS);
    if (taken != steps) {
      fault(Kind.STEPS_CLAMPED, "--" + text + " is taken for " + taken);
    }
    set("sample_steps", taken);
  }

  private void decimal(String key, String text, String value) {
    Matcher number = DECIMAL.matcher(value);
    if (number.matches()) {
      rest(text, number);
      number(key, text, number.group(1));
    } else {
      fault(Kind.VALUE_UNREAD, "--" + text + " has no number and is passed by");
    }
  }

  private void number(String key, String text, String value) {
    if (FLOAT.matcher(value).matches()) {
      set(key, Double.valueOf(value));
    } else {
      fault(Kind.VALUE_UNREAD, "--" + text + " has no number and is passed by");
    }
  }

  private void rest(String text, Matcher number) {
    if (!number.group(2).isBlank()) {
      fault(Kind.VALUE_UNREAD, "of --" + text + " only " + number.group(1) + " is read");
    }
  }

  private void set(String name, Object value) {
    settings.add(new Setting(name, value, Origin.FILE, at));
  }

  private void fault(Kind kind, String text) {
    faults.add(new PromptFault(kind, text, at));
  }
}
