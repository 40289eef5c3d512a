package dev.lorabake.foreign.kohya;

import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Exported;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.RecipeKeys;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recipe as the JSON that the kohya_ss GUI loads, so that the training that the GUI starts
 * is the one that the recipe says. What its window cannot say goes into its additional parameters;
 * what does not go there either is told.
 */
public final class KohyaWriter {
  private static final String TOOL = "kohya_ss GUI";

  /** Options that are filled in together with others. */
  private static final Set<String> TOGETHER =
      Set.of(
          "network_module",
          "network_args",
          "learning_rate",
          "text_encoder_lr",
          "unet_lr",
          "network_train_unet_only",
          "network_train_text_encoder_only",
          "max_train_steps",
          "max_train_epochs",
          "lr_warmup_steps",
          "optimizer_args",
          "lr_scheduler_args",
          "xformers",
          "sdpa",
          "noise_offset",
          "noise_offset_random_strength",
          "adaptive_noise_scale",
          "multires_noise_iterations",
          "multires_noise_discount",
          "save_precision",
          "v_parameterization",
          "dataset_config",
          "sample_prompts",
          "resume_from_huggingface",
          "config_file",
          "optimizer_type",
          "use_8bit_adam",
          "use_lion_optimizer",
          "dynamo_backend",
          "in_json",
          "attn_mode");

  /**
   * What lies beside the JSON, or goes into it as a whole.
   *
   * @param datasetConfig the file that says the recipe's {@code [[datasets]]}, {@code null} for
   *     none
   * @param prompts the lines of the control images, {@code null} for none
   */
  public record Beside(@Nullable Path datasetConfig, @Nullable String prompts) {}

  private final GuiForm form;
  private final OptionFields options;
  private final Beside beside;

  private KohyaWriter(GuiForm form, Beside beside) {
    this.form = form;
    options = new OptionFields(form);
    this.beside = beside;
  }

  /**
   * Writes it.
   *
   * @param recipe with absolute paths, because the GUI has a working folder of its own
   */
  public static Exported write(Recipe recipe, Beside beside) {
    Ledger ledger = Ledger.of(RecipeKeys.of(recipe));
    GuiForm form = new GuiForm(recipe, model(recipe), ledger);
    new KohyaWriter(form, beside).fill();
    return new Exported(TOOL, form.values(), ledger.accounts(), ledger.additions());
  }

  private static GuiModel model(Recipe recipe) {
    return switch (recipe.script()) {
      case "sdxl_train_network.py" -> GuiModel.SDXL;
      case "sd3_train_network.py" -> GuiModel.SD3;
      case "flux_train_network.py" -> GuiModel.FLUX;
      case "lumina_train_network.py" -> GuiModel.LUMINA;
      case "anima_train_network.py" -> GuiModel.ANIMA;
      case "hunyuan_image_train_network.py" -> GuiModel.HUNYUAN_IMAGE;
      default -> GuiModel.SD;
    };
  }

  private void fill() {
    family();
    NetworkFields network = new NetworkFields(form);
    LoraType type = network.choose();
    everyOption();
    WindowFields window = new WindowFields(form);
    window.fill();
    network.arguments(type);
    new RateFields(form).fill();
    new ScheduleFields(form).fill(hasDatasetFile());
    new ChoiceFields(form).fill();
    new LaunchFields(form).fill();
    window.compiler();
    datasets();
    samples();
    ofOurs();
  }

  private void family() {
    String box = form.model().box();
    if (box.isEmpty()) {
      form.ledger().mapped("family", "v2");
    } else {
      form.put(box, true);
      form.ledger().mapped("family", box);
    }
  }

  private void everyOption() {
    Set<String> names = new HashSet<>(TOGETHER);
    for (Setting setting : List.copyOf(form.recipe().train().all())) {
      String name = setting.name();
      if (!names.add(name)) {
        continue;
      }
      if (isSecret(name)) {
        secret(name);
      } else {
        options.fill(name);
      }
    }
    for (GuiKey key : GuiTable.bundled().keys()) {
      String option = key.option();
      boolean plain = key.isCurrent() && key.isFor(form.model()) && !isApart(key);
      if (plain && option != null && names.add(option) && !isSecret(option)) {
        options.quiet(key, option);
      }
    }
  }

  private static boolean isApart(GuiKey key) {
    return key.rule() == GuiKey.Rule.LAUNCH || key.rule() == GuiKey.Rule.RAW;
  }

  private boolean isSecret(String option) {
    return form.recipe()
        .catalog()
        .option(option)
        .map(Option::note)
        .filter(n -> n.secret())
        .isPresent();
  }

  private void secret(String option) {
    if (form.isAccounted(option)) {
      form.ledger().secret("train." + option, Secrets.where(option));
    }
  }

  private boolean hasDatasetFile() {
    return beside.datasetConfig() != null || form.said("dataset_config").isPresent();
  }

  private void datasets() {
    form.said("in_json")
        .ifPresent(file -> {
          String because =
              "the GUI has no field for it, and wants folders named N_name all the same";
          form.raw("in_json", file, because);
          form.approximated("in_json", because, GuiForm.RAW);
        });
    String key = "dataset_config";
    Path file = beside.datasetConfig();
    Object named = form.said(key).orElse("");
    form.put(key, file == null ? named : file.toString());
    form.mapped(key, key);
    form.mapped("config_file");
    String remark = file == null ? "as the file of dataset_config says" : "in the file beside it";
    for (SourceKey source : RecipeKeys.of(form.recipe())) {
      if (source.key().startsWith("datasets[") || source.key().startsWith("general.")) {
        form.ledger().mappedAs(source.key(), remark, key);
      }
    }
  }

  private void samples() {
    String key = "sample_prompts";
    String prompts = beside.prompts();
    form.put(key, prompts == null ? "" : prompts);
    if (prompts != null) {
      form.mappedAs(key, "its lines, as they are now", key);
    } else {
      form.said(key)
          .ifPresent(file -> form.raw(key, file, "the GUI has its prompts in its own field"));
    }
    for (SourceKey source : RecipeKeys.of(form.recipe())) {
      if (source.key().startsWith("sample[")) {
        form.ledger().mapped(source.key(), key);
      }
    }
  }

  /** What is for lorabake alone. */
  private void ofOurs() {
    form.ledger().mapped("name", "output_name");
    for (SourceKey source : RecipeKeys.of(form.recipe())) {
      if (source.key().startsWith("machine.")) {
        form.ledger().dropped(source.key(), "it is for lorabake's plans");
      } else if (source.key().equals("check.allow")) {
        form.ledger().dropped(source.key(), "it is for lorabake check");
      }
    }
  }
}
