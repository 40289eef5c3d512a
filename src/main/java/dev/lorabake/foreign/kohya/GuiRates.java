package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the learning rates of the text encoders and of the U-Net or transformer, of which 0 means
 * that the part is not trained (lora_gui.py, {@code resolve_network_train_flags}).
 */
final class GuiRates {
  private static final String TEXT = "text_encoder_lr";
  private static final String T5 = "t5xxl_lr";
  private static final String UNET = "unet_lr";
  private static final String UNET_ONLY = "network_train_unet_only";
  private static final String TEXT_ONLY = "network_train_text_encoder_only";

  private static final List<String> OF_OTHER_TABS =
      List.of("learning_rate_te", "learning_rate_te1", "learning_rate_te2");

  private final GuiReading reading;

  private GuiRates(GuiReading reading) {
    this.reading = reading;
  }

  static void take(GuiReading reading) {
    GuiRates rates = new GuiRates(reading);
    if (reading.file().tab().isLora()) {
      rates.takeRates();
      rates.leaveOut(OF_OTHER_TABS, "it belongs to tabs that train whole models");
    } else {
      rates.takeFullRates();
      rates.leaveOut(List.of(TEXT, T5, UNET), "it belongs to the tab that trains a LoRA");
    }
  }

  private void leaveOut(List<String> keys, String why) {
    for (String key : keys) {
      if (reading.file().says(key)) {
        reading.dropped(key, why);
      } else {
        reading.unset(key);
      }
    }
  }

  private void takeRates() {
    Double text = rate(TEXT);
    Double t5 = rate(T5);
    Double unet = rate(UNET);
    boolean noText = text != null && text == 0;
    boolean noUnet = unet != null && unet == 0;
    if (text != null && (text > 0 || t5 != null && t5 > 0)) {
      textRates(text, t5 == null ? 0 : t5);
    } else if (t5 != null && t5 != 0) {
      reading.dropped(T5, "it counts only beside " + TEXT);
    } else {
      reading.unset(T5);
    }
    if (unet != null && unet != 0) {
      reading.set(UNET, UNET, unet);
      reading.ledger().mapped(UNET, TRAIN + UNET);
    }
    if (reading.model() == GuiModel.HUNYUAN_IMAGE) {
      if (noText) {
        only(TEXT, UNET_ONLY, "0 means that no text encoder is trained");
      } else {
        reading.add(UNET_ONLY, true, "kohya_ss trains no text encoder of HunyuanImage");
      }
      both(UNET, noUnet);
    } else if (noText && !noUnet && !(t5 != null && t5 > 0)) {
      only(TEXT, UNET_ONLY, "0 means that no text encoder is trained");
    } else if (noUnet && !noText) {
      only(UNET, TEXT_ONLY, "0 means that only the text encoders are trained");
    } else {
      both(TEXT, noText);
      both(UNET, noUnet);
    }
    tellMissing(text, unet);
  }

  /** The rate that the file names; {@code null} for none, or for what is no number. */
  private @Nullable Double rate(String key) {
    if (!reading.file().says(key)) {
      reading.unset(key);
      return null;
    }
    Option option = reading.catalog().option(UNET).orElseThrow();
    Object value = OptionValue.of(option, reading.file().raw(key)).orElse(null);
    if (value instanceof Double rate && rate >= 0) {
      return rate;
    }
    reading
        .ledger()
        .question(key, "it is not a number of 0 or more", TRAIN + (key.equals(UNET) ? UNET : TEXT));
    return null;
  }

  /** kohya_ss gives the one rate twice, which is the same as once. */
  private void textRates(double text, double t5) {
    List<Object> rates = t5 > 0 ? List.of(text, t5) : List.of(text);
    reading.set(TEXT, TEXT, rates);
    reading.ledger().mapped(TEXT, TRAIN + TEXT);
    if (t5 > 0) {
      reading.ledger().mappedAs(T5, "the second of the text encoders' rates", TRAIN + TEXT);
      if (text == 0) {
        reading
            .ledger()
            .ranOtherwise(
                T5,
                "nothing: kohya_ss refuses to start where " + TEXT + " is 0 and this is not",
                "T5 alone is trained");
      }
    } else {
      reading.unset(T5);
    }
  }

  private void only(String key, String option, String why) {
    reading.set(key, option, true);
    reading.ledger().mappedAs(key, why, TRAIN + option);
  }

  private void both(String key, boolean zero) {
    if (zero && !(key.equals(TEXT) && reading.draft().train().has(TEXT))) {
      reading.ledger().mappedAs(key, "learning_rate counts in its place", TRAIN + "learning_rate");
    }
  }

  /** Old files have no rates of the parts, and a number of today's window would be a guess. */
  private void tellMissing(@Nullable Double text, @Nullable Double unet) {
    if (text == null && unet == null && reading.file().says("learning_rate")) {
      Object opens = Objects.requireNonNull(reading.file().table().initial(UNET));
      reading
          .ledger()
          .ranOtherwise(
              "learning_rate",
              opens + " for U-Net and text encoders, with which today's kohya_ss opens",
              "this rate for both: the file names no other");
    }
  }

  private void takeFullRates() {
    String first = "";
    for (String key : OF_OTHER_TABS) {
      boolean sdxl = reading.model() == GuiModel.SDXL;
      boolean passed = key.equals("learning_rate_te") != sdxl;
      if (!reading.file().says(key)) {
        reading.unset(key);
      } else if (!passed) {
        reading.dropped(key, "kohya_ss passes it on for other base models only");
      } else if (!reading.catalog().family(reading.family()).orElseThrow().flow()) {
        first = first.isEmpty() ? key : first;
        fullRate(key, first);
      } else {
        reading.dropped(key, "the text encoders of this base model are not trained by this script");
      }
    }
  }

  private void fullRate(String key, String first) {
    double rate = reading.file().ownNumber(key);
    List<Object> rates = new ArrayList<>();
    if (!key.equals(first)
        && reading.draft().train().value(TEXT).orElse(null) instanceof List<?> before) {
      rates.addAll(before);
    }
    rates.add(rate);
    reading.set(key, TEXT, List.copyOf(rates));
    reading
        .ledger()
        .approximated(
            key, "a rate for the whole text encoder; a LoRA usually takes more", TRAIN + TEXT);
  }
}
