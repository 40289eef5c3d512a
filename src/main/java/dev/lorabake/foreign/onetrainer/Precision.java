package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;

/** Number formats of the calculation, of the LoRA and of the file. */
final class Precision {
  private Precision() {}

  static void map(Config config) {
    Mapping to = config.to();
    Key train = config.key("train_dtype");
    String precision = ofTraining(config);
    if (train.text().orElse("").equals("TFLOAT_32")) {
      to.setNear(
          train,
          "sd-scripts leaves it to torch whether TF32 is used",
          "mixed_precision",
          precision);
    } else {
      to.setOrAdd(train, "mixed_precision", precision, Config.OWN);
    }
    lora(config, precision);
    Key output = config.key("output_dtype");
    output
        .text()
        .ifPresentOrElse(
            text -> {
              String saved = of(text);
              to.set(output, "save_precision", saved.equals("no") ? "float" : saved);
            },
            output::unset);
  }

  private static void lora(Config config, String precision) {
    Key lora = config.key("lora_weight_dtype");
    String format = of(lora.text().orElse("FLOAT_32"));
    if (format.equals("no")) {
      lora.mappedAs("sd-scripts keeps the LoRA so unless told otherwise");
    } else if (format.equals(precision)) {
      config.to().setNear(lora, "sd-scripts then rounds the gradients too", "full_" + format, true);
    } else {
      lora.dropped("sd-scripts keeps the LoRA in fp32, or in mixed_precision");
    }
  }

  static String ofTraining(Config config) {
    return of(config.key("train_dtype").text().orElse("FLOAT_16"));
  }

  /** {@code mixed_precision} for a data type; what is small or unknown counts as fp32. */
  static String of(String dtype) {
    return switch (dtype) {
      case "FLOAT_16" -> "fp16";
      case "BFLOAT_16" -> "bf16";
      default -> "no";
    };
  }
}
