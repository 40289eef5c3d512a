package dev.lorabake.foreign.lorafile;

import dev.lorabake.catalog.OptimizerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The optimizer, its arguments and the scheduler that Adafactor puts in another's place. */
final class OptimizerPart {
  private static final String KEY = "ss_optimizer";
  private static final Pattern CALL = Pattern.compile("([\\w.]+)(?:\\((.*)\\))?", Pattern.DOTALL);
  private static final Pattern LITERAL =
      Pattern.compile("True|False|None|[-+]?[0-9.][\\w.+-]*|inf|nan|[(\\[{'\"].*", Pattern.DOTALL);

  /** Classes that upstream makes under another name (library/train_util.py). */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("SGD", "SGDNesterov", "SGD8bit", "SGDNesterov8bit");

  private static final String ADAFACTOR = "adafactor";

  private final Target target;
  private final Metadata metadata;

  OptimizerPart(Target target) {
    this.target = target;
    this.metadata = target.metadata();
  }

  void read() {
    optimizer();
    scheduler();
  }

  private void optimizer() {
    Optional<String> text = metadata.text(KEY);
    if (text.isEmpty()) {
      if (metadata.keys().contains(KEY)) {
        target.ledger().unset(KEY);
        target.took(KEY);
      }
      return;
    }
    target.took(KEY);
    Matcher call = CALL.matcher(text.get());
    if (!call.matches()) {
      target.ledger().question(KEY, "no class with its arguments: say the optimizer_type");
      return;
    }
    String type = type(call.group(1));
    target.draft().train().set("optimizer_type", type, null);
    List<Object> args = new ArrayList<>();
    for (String arg : arguments(call.group(2) == null ? "" : call.group(2))) {
      args.add(argument(arg));
    }
    boolean relative =
        type.equals("Adafactor") && args.remove("relative_step=True"); // upstream adds it
    if (!args.isEmpty()) {
      target.draft().train().set("optimizer_args", List.copyOf(args), null);
    }
    String[] targets =
        args.isEmpty()
            ? new String[] {"train.optimizer_type"}
            : new String[] {"train.optimizer_type", "train.optimizer_args"};
    String simple = call.group(1).substring(call.group(1).lastIndexOf('.') + 1);
    if (OTHER_NAMES.containsKey(simple)) {
      target.ledger().approximated(KEY, "as " + type + ", the way to it by name", targets);
    } else if (relative) {
      target.ledger().mappedAs(KEY, "relative_step is what Adafactor does without it", targets);
    } else {
      target.ledger().mapped(KEY, targets);
    }
  }

  /** The name that upstream knows, else the class with its module, which it takes too. */
  private String type(String path) {
    String simple = path.substring(path.lastIndexOf('.') + 1);
    String name = OTHER_NAMES.getOrDefault(simple, simple);
    return target
        .catalog()
        .optimizer(name)
        .map(OptimizerType::name)
        .filter(known -> known.equals(name))
        .orElse(path);
  }

  /** Commas within brackets or quotes part nothing. */
  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        arguments.add(argument.toString().strip());
        argument.setLength(0);
      } else {
        argument.append(c);
      }
    }
    if (!argument.toString().isBlank()) {
      arguments.add(argument.toString().strip());
    }
    return arguments;
  }

  /** Upstream reads a value as a Python literal, so that bare text needs its quotes back. */
  private static String argument(String text) {
    int equals = text.indexOf('=');
    String value = text.substring(equals + 1).strip();
    return equals < 0 || LITERAL.matcher(value).matches()
        ? text
        : text.substring(0, equals) + "='" + value.replace("'", "\\'") + "'";
  }

  /** Adafactor with relative steps takes the learning rate for its first (train_util.py). */
  private void scheduler() {
    String key = "ss_lr_scheduler";
    String text = metadata.text(key).orElse("");
    if (!text.startsWith(ADAFACTOR + ":")) {
      return;
    }
    String rate = text.substring(ADAFACTOR.length() + 1);
    target.took(key);
    if (Metadata.says(rate) && metadata.text("ss_learning_rate").isEmpty()) {
      target.set(key, "learning_rate", rate);
    }
    target.draft().train().set("lr_scheduler", ADAFACTOR, null);
    target
        .ledger()
        .approximated(
            key,
            "Adafactor with relative steps puts its own scheduler in the place of the one that was"
                + " asked for, with the learning rate as its first",
            "train.lr_scheduler",
            "train.learning_rate");
  }
}
