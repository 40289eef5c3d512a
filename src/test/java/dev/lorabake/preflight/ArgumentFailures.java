package dev.lorabake.preflight;

import static dev.lorabake.preflight.Fixture.PLAIN;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class ArgumentFailures {
  private static final String SDXL = "sdxl_train_network.py";

  private ArgumentFailures() {}

  static Stage stage() {
    return new Stage(
        "Reading the command line and the config file",
        List.of(
            failure(
                    "unknown-cli-option",
                    ERROR,
                    "an option on the command line that the parser does not know",
                    "train_network.py, setup_parser")
                .impossible(
                    "lorabake gives upstream three options of its own spelling, and refuses unknown ones on its own command line"),
            failure(
                    "cli-prefix-ambiguous",
                    ERROR,
                    "the beginning of two or more options on the command line, such as --save",
                    "train_network.py, setup_parser")
                .impossible("lorabake gives upstream three options, written out in full"),
            failure(
                    "cli-missing-value",
                    ERROR,
                    "an option on the command line without its value",
                    "train_network.py, setup_parser")
                .refused("has no value", "", on -> on.flag("network_alpha")),
            failure(
                    "cli-wrong-type",
                    ERROR,
                    "a value on the command line that its type does not read",
                    "train_network.py, setup_parser")
                .refused("expected a whole number", "", on -> on.flag("network_dim", "16.5")),
            failure(
                    "cli-no-negation",
                    ERROR,
                    "a switch of the config file that the command line should turn off",
                    "train_network.py, setup_parser")
                .impossible(
                    "lorabake takes --option false, and leaves a switch that is off out of the config it writes"),
            failure(
                    "cli-abbreviated-option",
                    CHANGED,
                    "a beginning of one option only, which the parser takes for the whole name",
                    "train_network.py, setup_parser")
                .impossible("lorabake takes and gives full names"),
            failure(
                    "cli-repeated-option",
                    CHANGED,
                    "the same option twice on the command line: the last one counts",
                    "train_network.py, setup_parser")
                .harmless("lorabake takes the last one too, as every command line does"),
            failure(
                    "lr-warmup-cli-float-ge-1",
                    ERROR,
                    "lr_warmup_steps or lr_decay_steps of 1 or more on the command line, not written as a whole number",
                    "library/train_util.py:3673")
                .refused("expected a number of steps", "", on -> on.flag("lr_warmup_steps", "1e2")),
            failure(
                    "lr-warmup-bad-percent",
                    ERROR,
                    "lr_warmup_steps or lr_decay_steps that ends with a percent sign and is no number",
                    "library/train_util.py:3669")
                .refused(
                    "expected a number of steps", "", on -> on.flag("lr_warmup_steps", "ten%")),
            failure(
                    "config-file-output-exists",
                    ERROR,
                    "output_config for a config file that is there",
                    "library/train_util.py:4708")
                .impossible("lorabake never gives output_config on the command line"),
            failure(
                    "output-config-without-file",
                    IGNORED,
                    "output_config in a config file, or without one",
                    "library/train_util.py:4701")
                .foundBy("option-without-effect", "output_config = true"),
            failure(
                    "config-file-in-config-file",
                    IGNORED,
                    "a config file that names another one",
                    "library/train_util.py:4761")
                .foundBy(
                    "option-without-effect",
                    "",
                    on -> on.config(SDXL, PLAIN + "config_file = \"config.toml\"\n")),
            failure(
                    "config-file-missing",
                    ERROR,
                    "a config file that is not there",
                    "library/train_util.py:4738")
                .impossible(
                    "lorabake writes it beside the run, and refuses a file of its own that is not there"),
            failure(
                    "config-file-other-ending",
                    ERROR,
                    "a config file whose name does not end with .toml: .toml is added, and that file is not there",
                    "library/train_util.py:4704")
                .impossible("lorabake always writes config.toml"),
            failure(
                    "config-file-unknown-key",
                    IGNORED,
                    "a key that is no option: misspelt, or with hyphens",
                    "library/train_util.py:4760")
                .foundBy(
                    "unknown-option",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "netwrk-dim = 16\n")),
            failure(
                    "config-file-key-of-another-program",
                    IGNORED,
                    "a key that is like no option, as other programs write them for themselves",
                    "library/train_util.py:4760")
                .foundBy(
                    "unknown-option",
                    Severity.WARNING,
                    "",
                    on -> on.config(SDXL, PLAIN + "additional_parameters = \"\"\n")),
            failure(
                    "config-file-hyphens",
                    IGNORED,
                    "an option spelled with hyphens, as on the command line",
                    "library/train_util.py:4760")
                .foundBy(
                    "unknown-option",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "max-grad-norm = 1.0\n")),
            failure(
                    "config-file-option-of-other-script",
                    IGNORED,
                    "an option that only another script has",
                    "library/train_util.py:4760")
                .foundBy(
                    "option-of-another-family",
                    "",
                    on -> on.config(SDXL, PLAIN + "discrete_flow_shift = 3.0\n")),
            failure(
                    "config-file-nested-table",
                    IGNORED,
                    "an option in a table within a table: only one level is put together",
                    "library/train_util.py:4757")
                .foundBy(
                    "unknown-option",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "[a.b]\nmax_grad_norm = 1.0\n")),
            failure(
                    "config-file-type-not-checked",
                    CHANGED,
                    "a value of another type than the option",
                    "library/train_util.py:4761")
                .foundBy(
                    "wrong-type",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "noise_offset = \"0.05\"\n")),
            failure(
                    "config-file-choices-not-checked",
                    CHANGED,
                    "a value outside the choices",
                    "library/train_util.py:4761")
                .foundBy(
                    "wrong-choice",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "loss_type = \"foo\"\n")),
            failure(
                    "config-file-string-bool",
                    CHANGED,
                    "the text \"false\" for a switch, which turns it on",
                    "library/train_util.py:4760")
                .foundBy(
                    "wrong-type",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "lowram = \"false\"\n")),
            failure(
                    "config-file-number-for-switch",
                    CHANGED,
                    "1 for a switch, which turns it on",
                    "library/train_util.py:4760")
                .foundBy(
                    "wrong-type",
                    Severity.WARNING,
                    "",
                    on -> on.config(SDXL, PLAIN + "lowram = 1\n")),
            failure(
                    "config-file-range-not-checked",
                    CHANGED,
                    "a number that no parser checks, such as a dropout above 1",
                    "library/train_util.py:4761")
                .foundBy(
                    "out-of-range", "", on -> on.config(SDXL, PLAIN + "network_dropout = 1.5\n")),
            failure(
                    "config-file-not-finite",
                    CHANGED,
                    "inf for a rate: the loss is not a number from the first step",
                    "library/train_util.py:4898")
                .foundBy(
                    "out-of-range",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "max_grad_norm = inf\n")),
            failure(
                    "config-file-duplicate-key-sections",
                    CHANGED,
                    "the same key in two tables: the later one counts",
                    "library/train_util.py:4750")
                .foundBy(
                    "unread-key",
                    "",
                    on ->
                        on.config(
                            SDXL, PLAIN + "[a]\nmax_grad_norm = 1.0\n[b]\nmax_grad_norm = 0.5\n")),
            failure(
                    "config-file-duplicate-key",
                    CRASH,
                    "the same key twice in one table",
                    "toml 0.10.2")
                .refused(
                    "not valid TOML",
                    "",
                    on -> on.config(SDXL, PLAIN + "lowram = true\nlowram = true\n")),
            failure(
                    "config-file-not-toml",
                    CRASH,
                    "a config file that is no TOML: text without quotes, True with a capital, a Windows path with single backslashes",
                    "toml 0.10.2")
                .refused("not valid TOML", "", on -> on.config(SDXL, PLAIN + "lowram = True\n")),
            failure(
                    "config-file-mixed-list",
                    CRASH,
                    "a list with both whole and other numbers, such as [1e-4, 0]",
                    "toml 0.10.2")
                .foundBy(
                    "unreadable-toml",
                    "",
                    on -> on.config(SDXL, PLAIN + "text_encoder_lr = [1e-4, 0]\n")),
            failure("config-file-other-base", CRASH, "a number written as 0x10", "toml 0.10.2")
                .foundBy(
                    "unreadable-toml",
                    "",
                    on -> on.config(SDXL, PLAIN + "max_token_length = 0xe1\n")),
            failure(
                    "config-file-byte-order-mark",
                    CHANGED,
                    "a byte order mark: the first key is lost, or the start fails at a comment or table",
                    "library/train_util.py:4746")
                .foundBy("unreadable-toml", "", on -> on.config(SDXL, "\uFEFF" + PLAIN)),
            failure(
                    "config-file-cli-wins",
                    CHANGED,
                    "an option in the config file and on the command line: the command line counts",
                    "library/train_util.py:4761")
                .harmless("lorabake's flags stand above the file in the same way, as asked for"),
            failure(
                    "config-file-has-datasets",
                    IGNORED,
                    "[[datasets]] in the config file itself",
                    "library/train_util.py:4752")
                .foundBy(
                    "unread-key",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "[[datasets]]\nresolution = 512\n")),
            failure(
                    "config-file-has-general",
                    CHANGED,
                    "[general] in the config file itself: its keys are taken for options",
                    "library/train_util.py:4752")
                .foundBy(
                    "unknown-option",
                    Severity.ERROR,
                    "",
                    on -> on.config(SDXL, PLAIN + "[general]\nbatch_size = 2\n")),
            failure(
                    "config-file-resolution-not-string",
                    CRASH,
                    "resolution as a number or a list, which is text for this option",
                    "library/train_util.py:5410")
                .foundBy("wrong-type", "", on -> on.config(SDXL, PLAIN + "resolution = 1024\n")),
            failure(
                    "config-file-face-crop-list",
                    CRASH,
                    "face_crop_aug_range as a list, which is text for this option",
                    "library/train_util.py:5418")
                .foundBy(
                    "wrong-type",
                    "",
                    on -> on.config(SDXL, PLAIN + "face_crop_aug_range = [2.0, 4.0]\n")),
            failure(
                    "config-file-empty-text",
                    CRASH,
                    "empty text for a file or folder: a value, as only an option left out is not",
                    "library/train_util.py:5564")
                .foundBy("empty-text", "", on -> on.config(SDXL, PLAIN + "vae = \"\"\n")),
            failure(
                    "config-file-empty-folder",
                    CHANGED,
                    "empty text for reg_data_dir: the folders beside the start are searched",
                    "library/config_util.py, generate_dreambooth_subsets_config_by_subdirs")
                .foundBy(
                    "empty-text",
                    "train_data_dir = \"data\"\nreg_data_dir = \"\"\n!@resolution\n!@batch_size\n!@enable_bucket\n!@max_bucket_reso\n!@caption_extension\nresolution = \"1024\"\nenable_bucket = true\nmax_bucket_reso = 2048\ncaption_extension = \".txt\""),
            failure(
                    "config-file-empty-logging-dir",
                    CRASH,
                    "empty text for logging_dir: logs go to the root of the disk",
                    "library/train_util.py:5441")
                .foundBy("empty-text", "", on -> on.config(SDXL, PLAIN + "logging_dir = \"\"\n")),
            failure(
                    "config-file-empty-output-dir",
                    CRASH,
                    "empty text for output_dir: the first save fails",
                    "train_network.py:1297")
                .foundBy("empty-text", "output_dir = \"\""),
            failure(
                    "config-file-is-dataset-config",
                    IGNORED,
                    "a dataset config given as the config file: nothing of it counts",
                    "library/train_util.py:4752")
                .refused(
                    "is a dataset config",
                    "",
                    on -> on.config(SDXL, "[[datasets]]\nresolution = 512\n")),
            failure(
                    "config-file-not-utf8",
                    CRASH,
                    "a config file that is no UTF-8, as some editors on Windows save it",
                    "library/train_util.py:4746")
                .refused(
                    "is not UTF-8 text",
                    "",
                    on ->
                        on.config(SDXL, PLAIN)
                            .file("dataset.toml", new byte[] {35, (byte) 0xe9, 10}))));
  }
}
