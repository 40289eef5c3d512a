package dev.lorabake.foreign.onetrainer;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The optimizer and its arguments. The interface fills in what it remembers of an optimizer ({@code
 * optimizer_defaults}) and else its own defaults (modules/util/optimizer_util.py).
 */
final class Optimizers {
  private static final String ARGS = "train.optimizer_args.";
  private static final Set<String> SPEED =
      Set.of("fused", "foreach", "fused_back_pass", "compile", "use_triton", "capturable");

  /** Switches of single optimizers, which stand on in every config. */
  private static final Set<String> ON =
      Set.of(
          "weight_decay_by_lr",
          "split_groups",
          "split_groups_mean",
          "factored",
          "factored_fp32",
          "use_stableadamw",
          "d_limiter",
          "use_schedulefree",
          "rms_rescaling");

  private static final Set<String> BETAS = Set.of("beta1", "beta2", "beta3");

  private final Config config;
  private final Mapping to;
  private final OptimizerKind kind;
  private final Set<String> taken;

  private Optimizers(Config config, OptimizerKind kind) {
    this.config = config;
    this.to = config.to();
    this.kind = kind;
    Set<String> known = new java.util.LinkedHashSet<>(kind.args());
    config
        .to()
        .catalog()
        .optimizer(kind.type())
        .map(OptimizerType::args)
        .ifPresent(args -> known.addAll(args.keySet()));
    this.taken = known;
  }

  static void map(Config config) {
    Key named = config.key("optimizer.optimizer");
    String id = named.text().orElse("ADAMW");
    for (OptimizerKind kind : OptimizerKind.all()) {
      if (kind.id().equals(id)) {
        new Optimizers(config, kind).map(named);
        return;
      }
    }
    config
        .to()
        .setNear(
            named, "sd-scripts has no " + id + ": AdamW stands for it", "optimizer_type", "AdamW");
    named.question(
        "sd-scripts has no such optimizer: is AdamW what you want?", "train.optimizer_type");
    config.keys().under("optimizer").forEach(key -> orphan(key, id));
    config.keys().under("optimizer_defaults").forEach(Key::unset);
  }

  private static void orphan(Key key, String id) {
    if (key.name().equals("optimizer.optimizer")) {
      return;
    }
    if (off(key)) {
      key.unset();
    } else {
      key.dropped("it belongs to " + id);
    }
  }

  private void map(Key named) {
    Key paged = effective("is_paged");
    boolean page = paged.flag(false);
    String pagedType = kind.paged();
    boolean ownClass = page && pagedType != null;
    String type = page && pagedType != null ? pagedType : kind.type();
    to.setOrAdd(named, "optimizer_type", type, Config.OWN);
    if (kind.near() != null) {
      named.approximated(kind.near(), "train.optimizer_type");
    }
    if (kind.needs() != null) {
      named.mappedAs("needs the Python package " + kind.needs());
    }
    if (ownClass) {
      paged.mapped("train.optimizer_type");
    }
    List<Object> args = new ArrayList<>();
    betas(args);
    eps(args);
    for (String field : fields()) {
      if (!BETAS.contains(field)
          && !field.equals("eps2")
          && !(field.equals("is_paged") && ownClass)) {
        argument(field, args);
      }
    }
    if (!args.isEmpty()) {
      to.draft().train().set("optimizer_args", List.copyOf(args), named.place());
    }
    rest();
  }

  private List<String> fields() {
    Set<String> fields = new java.util.LinkedHashSet<>(kind.defaults().keySet());
    for (String prefix : List.of("optimizer.", "optimizer_defaults." + kind.id() + ".")) {
      for (Key key : config.keys().under(prefix.substring(0, prefix.length() - 1))) {
        String field = key.name().substring(prefix.length());
        if (field.indexOf('.') < 0 && !field.equals("optimizer") && !field.equals("__version")) {
          fields.add(field);
        }
      }
    }
    fields.remove("eps");
    return List.copyOf(fields);
  }

  private Key effective(String field) {
    Key own = config.key("optimizer." + field);
    return own.says() ? own : config.key("optimizer_defaults." + kind.id() + "." + field);
  }

  private void betas(List<Object> args) {
    List<Key> keys = new ArrayList<>();
    for (int i = 1; i <= kind.betas(); i++) {
      keys.add(effective("beta" + i));
    }
    if (keys.stream().noneMatch(Key::says)) {
      return;
    }
    List<String> values = new ArrayList<>();
    double[] usual =
        kind.betas() == 3 ? new double[] {0.9, 0.999, 0.9999} : new double[] {0.9, 0.999};
    for (int i = 0; i < keys.size(); i++) {
      values.add(String.valueOf(keys.get(i).number(usual[i])));
      keys.get(i).mapped(ARGS + "betas");
    }
    args.add("betas=" + String.join(",", values));
  }

  private void eps(List<Object> args) {
    Key eps = effective("eps");
    Key second = effective("eps2");
    if (kind.pairOfEps()) {
      if (eps.says() || second.says()) {
        double floor = kind.type().contains("CAME") ? 1e-16 : 1e-3;
        args.add("eps=" + eps.number(1e-30) + "," + second.number(floor));
        eps.mapped(ARGS + "eps");
        second.mapped(ARGS + "eps");
      }
    } else if (eps.says()) {
      if (taken.contains("eps")) {
        args.add("eps=" + eps.number(1e-8));
        eps.mapped(ARGS + "eps");
      } else {
        eps.dropped("sd-scripts' " + kind.type() + " takes none");
      }
    }
  }

  private void argument(String field, List<Object> args) {
    Key key = effective(field);
    boolean said = key.says();
    Object value = said ? key.value() : kind.defaults().get(field);
    if (SPEED.contains(field)) {
      if (off(key)) {
        key.unset();
      } else {
        key.dropped("it changes the speed alone, or the memory");
      }
    } else if (field.equals("stochastic_rounding") && !taken.contains(field)) {
      key.mappedAs("without effect on a LoRA kept in fp32");
    } else if (value == null
        || (!kind.defaults().containsKey(field) && (off(key) || "inf".equals(value)))) {
      key.unset();
    } else if (!taken.contains(field) && ON.contains(field) && Boolean.TRUE.equals(value)) {
      key.unset();
    } else if (!taken.contains(field) && !kind.defaults().containsKey(field)) {
      key.dropped("sd-scripts' " + kind.type() + " takes no " + field);
    } else {
      args.add(field + "=" + python(value));
      key.mapped(ARGS + field);
      if (!said) {
        key.unset();
        to.keys().ledger().added(ARGS + field, python(value), Config.OWN);
      }
    }
  }

  /** What other optimizers were set to, and what the optimizer itself says otherwise. */
  private void rest() {
    for (Key key : config.keys().under("optimizer_defaults")) {
      String prefix = "optimizer_defaults." + kind.id() + ".";
      if (!key.name().startsWith(prefix)) {
        key.unset();
        continue;
      }
      String field = key.name().substring(prefix.length());
      Key own = config.key("optimizer." + field);
      if (field.equals("optimizer") || field.equals("__version")) {
        key.mapped("train.optimizer_type");
      } else if (own.says() && key.says() && !Objects.equals(key.value(), own.value())) {
        key.dropped("optimizer." + field + " stands above it");
      } else if (own.says() || !key.says()) {
        key.unset();
      }
    }
  }

  private static boolean off(Key key) {
    return !key.says() || Boolean.FALSE.equals(key.value());
  }

  private static String python(@Nullable Object value) {
    return switch (value) {
      case Boolean flag -> flag ? "True" : "False";
      case null -> "None";
      default -> String.valueOf(value);
    };
  }
}
