package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A family of base models, which picks the training script.
 *
 * @param options the options that this family implies, such as {@code v2 = true}
 * @param resolution side in pixels of the square that the base model was trained on
 * @param bucketStep upstream refuses bucket sizes that are no multiple of this many pixels
 * @param requires options without which the script cannot start
 * @param flow whether it is trained by flow matching, so that noise and SNR options do nothing
 */
public record Family(
    String id,
    String title,
    String script,
    Map<String, @Nullable Object> options,
    int resolution,
    int minSensibleResolution,
    int bucketStep,
    List<String> requires,
    List<String> textEncoders,
    String defaultNetwork,
    String usualPrecision,
    boolean flow,
    String notes) {

  static Family read(JsonObject json) {
    return new Family(
        json.text("id"),
        json.text("title"),
        json.text("script"),
        json.object("options").toMap(),
        (int) json.whole("resolution"),
        (int) json.whole("min_sensible_resolution"),
        (int) json.whole("bucket_step"),
        json.texts("requires"),
        json.texts("text_encoders"),
        json.text("default_network"),
        json.text("usual_precision"),
        json.flag("flow", false),
        json.text("notes", ""));
  }
}
