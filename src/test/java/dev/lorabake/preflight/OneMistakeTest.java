package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake in a recipe that is really planned leads to one error, and to no echo of it. */
class OneMistakeTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeImages() throws IOException {
    SampleImages.makeIn(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @batch_size = 1 |
          @@image_dir = "empty" | empty-folder
          @@image_dir = "nowhere" | missing-folder
          !@@image_dir | unplannable-value
          @@num_repeats = 0 | out-of-range
          @batch_size = "2" | dataset-key-of-wrong-type
          @batch_size = 0 | out-of-range
          @resolution = "1024" | dataset-key-of-wrong-type
          @resolution = 4096 | resolution-outside-buckets
          @bucket_reso_steps = 48 | invalid-bucket-step
          @min_bucket_reso = 0 | out-of-range
          @enable_bucket = "true" | dataset-key-of-wrong-type
          max_train_epochs = 0 | out-of-range
          max_train_epochs = "10" | wrong-type
          gradient_accumulation_steps = 0 | out-of-range
          save_every_n_epochs = 0 | out-of-range
          network_dim = -4 | out-of-range
          network_dim = "16" | wrong-type
          network_alpha = "8" | wrong-type
          learning_rate = "1e-4" | wrong-type
          mixed_precision = "fp8" | wrong-choice
          optimizer_type = "AdmW" | unknown-optimizer
          pretrained_model_name_or_path = "x.safetensors" | missing-file
          output_dir = 3 | wrong-type
          resume = "nowhere" | missing-file
          initial_step = 99999 | already-finished
          """)
  void isReportedOnce(String change, String rule) {
    List<String> errors =
        Preflight.check(new Fixture(change).planned(folder)).stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .map(found -> found.rule() + " " + found.message())
            .toList();
    assertEquals(
        rule == null ? List.of() : List.of(rule),
        errors.stream().map(text -> text.substring(0, text.indexOf(' '))).toList(),
        errors::toString);
  }
}
