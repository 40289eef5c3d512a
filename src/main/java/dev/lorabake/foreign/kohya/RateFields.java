package dev.lorabake.foreign.kohya;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Fills in the learning rates. In the GUI they also say what is trained: a 0 for the one part and
 * something for the other leaves the one out (lora_gui.py, {@code resolve_network_train_flags}).
 */
final class RateFields {
  private static final String TEXT_ENCODER = "text_encoder_lr";
  private static final String T5 = "t5xxl_lr";
  private static final String UNET = "unet_lr";
  private static final String UNET_ONLY = "network_train_unet_only";
  private static final String TEXT_ENCODER_ONLY = "network_train_text_encoder_only";

  private final GuiForm form;
  private final double main;

  RateFields(GuiForm form) {
    this.form = form;
    main = form.recipe().number("learning_rate").orElse(0);
  }

  void fill() {
    new OptionFields(form).fill("learning_rate");
    boolean unetOnly = form.recipe().flag(UNET_ONLY);
    boolean textEncoderOnly = form.recipe().flag(TEXT_ENCODER_ONLY);
    if (unetOnly && textEncoderOnly) {
      putBoth(0, 0, 0);
      form.raw(UNET_ONLY, true, "the GUI has one or the other");
      form.raw(TEXT_ENCODER_ONLY, true, "the GUI has one or the other");
      rawRates("no rate of the GUI's goes with that");
    } else if (unetOnly || form.model() == GuiModel.HUNYUAN_IMAGE) {
      unetOnly();
    } else if (textEncoderOnly) {
      textEncoderOnly();
    } else {
      both();
    }
  }

  private void unetOnly() {
    form.put(TEXT_ENCODER, 0L);
    form.put(T5, 0L);
    form.mappedAs(UNET_ONLY, "a text encoder's rate of 0 says it", TEXT_ENCODER);
    if (form.recipe().flag(TEXT_ENCODER_ONLY)) {
      form.dropped(
          TEXT_ENCODER_ONLY, "the GUI always trains this model's transformer, and it alone");
    } else {
      form.mappedAs(TEXT_ENCODER_ONLY, "off, as the GUI has it", TEXT_ENCODER);
    }
    if (form.said(TEXT_ENCODER).isPresent()) {
      form.raw(
          TEXT_ENCODER, form.recipe().list(TEXT_ENCODER), "a 0 in the field says what is left out");
    }
    unet();
  }

  private void textEncoderOnly() {
    form.put(UNET, 0L);
    form.mappedAs(TEXT_ENCODER_ONLY, "a rate of 0 for the UNet says it", UNET);
    form.mappedAs(UNET_ONLY, "off, as the GUI has it", UNET);
    form.said(UNET)
        .ifPresent(rate -> form.raw(UNET, rate, "a 0 in the field says what is left out"));
    textEncoder();
  }

  private void both() {
    form.mappedAs(UNET_ONLY, "off, as both rates say", TEXT_ENCODER, UNET);
    form.mappedAs(TEXT_ENCODER_ONLY, "off, as both rates say", TEXT_ENCODER, UNET);
    if (form.said(TEXT_ENCODER).isEmpty() && form.said(UNET).isEmpty()) {
      putBoth(0, 0, 0);
      return;
    }
    unet();
    textEncoder();
  }

  private void unet() {
    OptionalDouble rate = form.recipe().number(UNET);
    if (rate.isPresent() && rate.getAsDouble() != 0 && put(UNET, rate.getAsDouble())) {
      form.mapped(UNET, UNET);
      return;
    }
    stand(UNET);
    form.said(UNET)
        .ifPresent(
            given -> form.raw(UNET, given, "in the GUI's field it would say what is trained"));
  }

  private void textEncoder() {
    List<Object> rates = form.recipe().list(TEXT_ENCODER);
    boolean positive =
        rates.stream().allMatch(rate -> rate instanceof Number n && n.doubleValue() > 0);
    if (positive && rates.size() == 1 && put(TEXT_ENCODER, number(rates.getFirst()))) {
      form.put(T5, 0L);
      form.mapped(TEXT_ENCODER, TEXT_ENCODER);
    } else if (positive
        && rates.size() == 2
        && put(TEXT_ENCODER, number(rates.getFirst()))
        && put(T5, number(rates.getLast()))) {
      form.mapped(TEXT_ENCODER, TEXT_ENCODER, T5);
    } else {
      stand(TEXT_ENCODER);
      form.put(T5, 0L);
      if (form.said(TEXT_ENCODER).isPresent()) {
        form.raw(TEXT_ENCODER, rates, "the GUI has two fields for it, both above 0");
      }
    }
  }

  /**
   * The rate that the part has where the recipe names none: what the field must say, lest it be 0.
   */
  private void stand(String key) {
    double rate = main > 0 && main <= 1 ? main : 1e-4;
    put(key, rate);
    if (form.said(key).isEmpty()) {
      form.ledger().added(key, rate, "learning_rate, which the recipe leaves it to");
    }
  }

  private void rawRates(String because) {
    form.said(UNET).ifPresent(rate -> form.raw(UNET, rate, because));
    if (form.said(TEXT_ENCODER).isPresent()) {
      form.raw(TEXT_ENCODER, form.recipe().list(TEXT_ENCODER), because);
    }
  }

  private void putBoth(double textEncoder, double t5, double unet) {
    put(TEXT_ENCODER, textEncoder);
    put(T5, t5);
    put(UNET, unet);
  }

  private boolean put(String key, double rate) {
    return form.put(key, rate) == null;
  }

  private static double number(Object rate) {
    return rate instanceof Number number ? number.doubleValue() : 0;
  }
}
