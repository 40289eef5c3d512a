package dev.lorabake.foreign.kohya;

import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in how the training is started. */
final class LaunchFields {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  private final GuiForm form;
  private final List<String> extra = new ArrayList<>();

  LaunchFields(GuiForm form) {
    this.form = form;
  }

  void fill() {
    String threads = LaunchKeys.NUM_CPU_THREADS_PER_PROCESS;
    if (!form.recipe().launch().has(threads)) {
      form.put(threads, 1L); // as accelerate does without it
    }
    for (Setting setting : form.recipe().launch().all()) {
      String key = setting.name();
      Object value = setting.value();
      switch (key) {
        case LaunchKeys.LAUNCHER -> launcher(value);
        case LaunchKeys.EXTRA_ARGS -> extraArguments();
        case LaunchKeys.MACHINE_RANK, LaunchKeys.MAIN_PROCESS_IP ->
            words(key, List.of("--" + key, value));
        case LaunchKeys.GPU_IDS -> text(key, value.toString());
        default -> field(key, value);
      }
    }
    if (LaunchKeys.processes(form.recipe().launch()) > 1) {
      form.put("multi_gpu", true);
    }
    form.put("extra_accelerate_launch_args", String.join(" ", extra));
  }

  private void launcher(Object value) {
    String at = at(LaunchKeys.LAUNCHER);
    if (value.equals("accelerate")) {
      form.ledger().mappedAs(at, "the GUI has no other");
    } else {
      form.ledger().dropped(at, "the GUI always starts a training by accelerate launch");
    }
  }

  private void text(String key, String text) {
    if (PLAIN.matcher(text).matches()) {
      field(key, text);
    } else {
      form.ledger().dropped(at(key), "the GUI would put quotes around it");
    }
  }

  private void field(String key, Object value) {
    if (GuiTable.bundled().key(key).isEmpty()) {
      form.ledger().dropped(at(key), "lorabake knows no such setting");
      return;
    }
    String complaint = form.put(key, value);
    if (complaint == null) {
      form.ledger().mapped(at(key), key);
    } else {
      words(key, List.of("--" + key, value));
    }
  }

  /** Some flags of accelerate have a field of the GUI's. */
  private void extraArguments() {
    List<Object> left = new ArrayList<>();
    List<Object> words = form.recipe().launch().list(LaunchKeys.EXTRA_ARGS);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).toString();
      GuiKey field = flag(word);
      if (field == null) {
        left.add(word);
      } else if (field.kind() == GuiKey.Kind.SWITCH) {
        if (form.put(field.key(), true) != null) {
          left.add(word);
        }
      } else if (i + 1 < words.size() && form.put(field.key(), words.get(i + 1)) == null) {
        i++;
      } else {
        left.add(word);
      }
    }
    words(LaunchKeys.EXTRA_ARGS, left);
  }

  private static @Nullable GuiKey flag(String word) {
    return GuiTable.bundled().keys().stream()
        .filter(key -> key.isCurrent() && word.equals(key.flag()))
        .findFirst()
        .orElse(null);
  }

  private void words(String key, List<Object> words) {
    List<String> texts = words.stream().map(Object::toString).toList();
    if (texts.stream().allMatch(word -> PLAIN.matcher(word).matches())) {
      extra.addAll(texts);
      form.ledger().mapped(at(key), "extra_accelerate_launch_args");
    } else {
      form.ledger()
          .dropped(at(key), "the GUI takes more words for accelerate only where they are plain");
    }
  }

  private static String at(String key) {
    return "launch." + key;
  }
}
