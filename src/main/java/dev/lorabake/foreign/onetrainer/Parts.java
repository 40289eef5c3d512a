package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which parts are trained, at which rate, in which number format. */
final class Parts {
  /** Every part that some model of OneTrainer has. */
  private static final List<String> ALL =
      List.of(
          "unet",
          "prior",
          "transformer",
          "unconditional_transformer",
          "text_encoder",
          "text_encoder_2",
          "text_encoder_3",
          "text_encoder_4",
          "vae",
          "effnet_encoder",
          "decoder",
          "decoder_text_encoder",
          "decoder_vqgan");

  private static final Set<String> SMALL =
      Set.of(
          "FLOAT_8",
          "INT_8",
          "NFLOAT_4",
          "FLOAT_W8A8",
          "INT_W8A8",
          "FLOAT_W8A8_COMPRESSED",
          "INT_W8A8_COMPRESSED",
          "GGUF",
          "GGUF_A8_FLOAT",
          "GGUF_A8_INT");

  private static final long STOP_DEFAULT = 30;

  private final Config config;
  private final Mapping to;

  private Parts(Config config) {
    this.config = config;
    this.to = config.to();
  }

  static void map(Config config) {
    Parts parts = new Parts(config);
    parts.absent();
    parts.whatIsTrained();
    parts.rates();
    parts.stops();
    parts.formats();
    parts.captions();
  }

  /** What the model has not says nothing. */
  private void absent() {
    for (String part : ALL) {
      if (!part.equals("vae")
          && !part.equals(config.model().denoiser())
          && !config.model().textEncoders().contains(part)) {
        config.keys().under(part).forEach(Key::unset);
      }
    }
  }

  private void whatIsTrained() {
    Key denoiser = config.denoiser("train");
    boolean text = config.trainsText();
    if (!denoiser.flag(true)) {
      if (text) {
        to.set(denoiser, "network_train_text_encoder_only", true);
      } else {
        denoiser.question("nothing at all is trained: say what should be");
      }
    } else {
      denoiser.mapped();
      if (!text) {
        to.draft().train().set("network_train_unet_only", true, null);
      }
    }
    List<String> encoders = config.model().textEncoders();
    for (String encoder : encoders) {
      Key train = config.key(encoder + ".train");
      boolean on = config.trains(encoder);
      if (!text) {
        train.mapped("train.network_train_unet_only");
      } else if (encoders.size() == 1) {
        train.mapped();
        if (config.family().equals("chroma")) {
          to.draft().networkArg("train_t5xxl", "True", train.place());
          train.mapped("train.network_args.train_t5xxl");
        }
      } else {
        some(encoder, train, on);
      }
    }
  }

  /** One of several text encoders: sd-scripts chooses among them as each script likes. */
  private void some(String encoder, Key train, boolean on) {
    boolean t5 =
        (config.family().equals("flux") && encoder.equals("text_encoder_2"))
            || (config.family().equals("sd3") && encoder.equals("text_encoder_3"));
    if (t5) {
      if (on) {
        to.draft().networkArg("train_t5xxl", "True", train.place());
      }
      train.mapped("train.network_args.train_t5xxl");
    } else if (on) {
      train.mapped();
    } else if (config.family().equals("flux")) {
      train.approximated("sd-scripts trains CLIP-L wherever it trains T5");
    } else if (to.hears("t5xxl")) {
      train.approximated("a rate of 0 keeps it as it is", "train.text_encoder_lr");
    } else {
      train.approximated("sd-scripts trains both text encoders of this family or none");
    }
  }

  private void rates() {
    Key denoiser = config.denoiser("learning_rate");
    denoiser
        .number()
        .ifPresentOrElse(rate -> to.set(denoiser, "unet_lr", config.scaled(rate)), denoiser::unset);
    List<Key> keys = new ArrayList<>();
    List<Object> rates = new ArrayList<>();
    boolean several =
        config.family().equals("sd3")
            || (config.family().equals("flux") && config.trains("text_encoder_2"));
    double common = config.key("learning_rate").number(3e-6);
    for (String encoder : config.model().textEncoders()) {
      Key rate = config.key(encoder + ".learning_rate");
      if (!config.trains(encoder)) {
        rate.unset();
        rates.add(0.0);
      } else {
        rates.add(config.scaled(rate.number(common)));
        if (rate.says()) {
          keys.add(rate);
        } else {
          rate.unset();
        }
      }
    }
    boolean uneven = several && rates.contains(0.0);
    if (!config.trainsText() || (keys.isEmpty() && !uneven)) {
      return;
    }
    if (several) {
      to.draft().train().set("text_encoder_lr", List.copyOf(rates), null);
      keys.forEach(key -> key.mapped("train.text_encoder_lr"));
      return;
    }
    Key first = keys.getFirst();
    to.set(first, "text_encoder_lr", List.of(config.scaled(first.number(common))));
    keys.stream()
        .skip(1)
        .forEach(key ->
            key.approximated(
                "this family's script takes one rate for both text encoders",
                "train.text_encoder_lr"));
  }

  private void stops() {
    for (String part : ALL) {
      Key after = config.key(part + ".stop_training_after");
      Key unit = config.key(part + ".stop_training_after_unit");
      boolean text = config.model().textEncoders().contains(part);
      boolean ofNote = (text && config.trains(part)) || part.equals(config.model().denoiser());
      String when = unit.text().orElse(text ? "EPOCH" : "NEVER");
      long count = after.whole(text ? STOP_DEFAULT : 0);
      if (!ofNote || when.equals("NEVER") || (when.equals("EPOCH") && count >= config.epochs())) {
        after.unset();
        unit.unset();
        continue;
      }
      String lost =
          "sd-scripts trains it to the end, OneTrainer only for the first " + count + " " + when;
      after.dropped(lost);
      unit.dropped(lost);
      if (!after.there() && !unit.there()) {
        firstOf(part).approximated(lost + ", which is its default");
      }
    }
  }

  /** A key to hang on what concerns a part about which the config says nothing. */
  private Key firstOf(String part) {
    List<Key> own = config.keys().under(part);
    return own.isEmpty() ? config.key("model_type") : own.getFirst();
  }

  private void formats() {
    String precision = Precision.ofTraining(config);
    boolean denoiserSmall = small(config.model().denoiser());
    boolean textSmall = config.model().textEncoders().stream().anyMatch(this::small);
    String option = textSmall ? "fp8_base" : "fp8_base_unet";
    boolean said = denoiserSmall && to.hears(option) && !config.model().hasUnet();
    if (said) {
      to.draft().train().set(option, true, config.denoiser("weight_dtype").place());
    }
    List<String> parts = new ArrayList<>(config.model().textEncoders());
    parts.addFirst(config.model().denoiser());
    for (String part : parts) {
      Key dtype = config.key(part + ".weight_dtype");
      if (!dtype.says()) {
        dtype.unset();
      } else if (!small(part)) {
        frozen(dtype, format(part), precision);
      } else if (said) {
        String how =
            format(part).equals("FLOAT_8")
                ? "sd-scripts' own fp8"
                : "fp8, the only small format of sd-scripts";
        dtype.approximated(how, "train." + option);
      } else {
        dtype.dropped("sd-scripts loads it in mixed_precision: it needs more memory than there");
      }
    }
    Key vae = config.key("vae.weight_dtype");
    if (format("vae").equals("FLOAT_32") || !vae.says()) {
      to.setOrAdd(vae, "no_half_vae", true, Config.OWN + ": the VAE in FLOAT_32");
    } else {
      frozen(vae, format("vae"), precision);
    }
    Key common = config.key("weight_dtype");
    if (common.says()) {
      common.mappedAs("the parts that have none of their own take it, in mixed_precision");
    }
  }

  /** Weights that are not trained are in the precision of the training with sd-scripts. */
  private static void frozen(Key dtype, String format, String precision) {
    if (Precision.of(format).equals(precision)) {
      dtype.mapped("train.mixed_precision");
    } else {
      dtype.approximated(
          "sd-scripts keeps weights that are not trained in mixed_precision",
          "train.mixed_precision");
    }
  }

  private boolean small(String part) {
    return SMALL.contains(format(part));
  }

  /** Old configs say {@code NONE} for what {@code weight_dtype} says for all. */
  private String format(String part) {
    String own = config.key(part + ".weight_dtype").text().orElse("NONE");
    return own.equals("NONE") ? config.key("weight_dtype").text().orElse("FLOAT_32") : own;
  }

  /** A text encoder's dropout is that of captions. */
  private void captions() {
    List<String> options =
        config.family().equals("sd3")
            ? List.of("clip_l_dropout_rate", "clip_g_dropout_rate", "t5_dropout_rate")
            : List.of();
    for (int i = 0; i < config.model().textEncoders().size(); i++) {
      Key rate = config.key(config.model().textEncoders().get(i) + ".dropout_probability");
      if (rate.number(0) <= 0) {
        rate.unset();
      } else if (i < options.size()) {
        to.set(rate, options.get(i), rate.number(0));
      } else {
        to.draft().general().set("caption_dropout_rate", rate.number(0), rate.place());
        rate.approximated(
            "sd-scripts leaves the caption out for all text encoders at once",
            "general.caption_dropout_rate");
      }
    }
  }
}
