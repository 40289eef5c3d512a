package dev.lorabake.log;

import static dev.lorabake.event.PhaseName.ACCELERATOR;
import static dev.lorabake.event.PhaseName.BUCKETS;
import static dev.lorabake.event.PhaseName.DATASET;
import static dev.lorabake.event.PhaseName.IMAGE_SIZES;
import static dev.lorabake.event.PhaseName.IMPORTS;
import static dev.lorabake.event.PhaseName.LATENT_CACHE;
import static dev.lorabake.event.PhaseName.MODEL;
import static dev.lorabake.event.PhaseName.NETWORK;
import static dev.lorabake.event.PhaseName.OPTIMIZER;
import static dev.lorabake.event.PhaseName.RESUME;
import static dev.lorabake.event.PhaseName.SAMPLING;
import static dev.lorabake.event.PhaseName.SAVED;
import static dev.lorabake.event.PhaseName.SAVING;
import static dev.lorabake.event.PhaseName.TEXT_ENCODER_CACHE;
import static dev.lorabake.event.PhaseName.TOKENIZER;
import static dev.lorabake.event.PhaseName.TRAINING;

import dev.lorabake.event.PhaseName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the message begins with which the trainer enters a phase. At 80 columns a record's first row
 * holds 28 characters of it, and the phase is to be told then: minutes may pass before another row.
 */
final class PhaseLine {
  private static final PrefixTable<PhaseName> STARTS =
      new PrefixTable<>(
          Map.ofEntries(
              Map.entry("The following values were not", IMPORTS),
              Map.entry("Loading settings from", IMPORTS),
              Map.entry("Using v1 tokenizer", TOKENIZER),
              Map.entry("Using v2 tokenizer", TOKENIZER),
              Map.entry("prepare tokenizer", TOKENIZER),
              Map.entry("load tokenizer from cache", TOKENIZER),
              Map.entry("Using DreamBooth method", DATASET),
              Map.entry("Use DreamBooth method", DATASET),
              Map.entry("Training with captions", DATASET),
              Map.entry("Train with captions", DATASET),
              Map.entry("Loading dataset config from", DATASET),
              Map.entry("Load dataset config from", DATASET),
              Map.entry("prepare images", DATASET),
              Map.entry("get image size from name of", IMAGE_SIZES),
              Map.entry("loading image sizes", IMAGE_SIZES),
              Map.entry("make buckets", BUCKETS),
              Map.entry("prepare dataset", BUCKETS),
              Map.entry("preparing accelerator", ACCELERATOR),
              Map.entry("prepare accelerator", ACCELERATOR),
              Map.entry("loading model for process", MODEL),
              Map.entry("load StableDiffusion", MODEL),
              Map.entry("load Diffusers pretrained", MODEL),
              Map.entry("Building ", MODEL),
              Map.entry("building ", MODEL),
              Map.entry("Loading DiT model", MODEL),
              Map.entry("Loading Anima", MODEL),
              Map.entry("Loading Qwen3", MODEL),
              Map.entry("Loading state dict", MODEL),
              Map.entry("caching latents", LATENT_CACHE),
              Map.entry("caching Text Encoder outputs", TEXT_ENCODER_CACHE),
              Map.entry("caching text encoder outputs", TEXT_ENCODER_CACHE),
              Map.entry("cache Text Encoder outputs", TEXT_ENCODER_CACHE),
              Map.entry("Cache Text Encoder outputs", TEXT_ENCODER_CACHE),
              Map.entry("import network module:", NETWORK),
              Map.entry("create LoRA network", NETWORK),
              Map.entry("prepare optimizer, data", OPTIMIZER),
              Map.entry("preparing optimizer, data", OPTIMIZER),
              Map.entry("resume training from", RESUME),
              Map.entry("running training / ", TRAINING),
              Map.entry("generating sample images", SAMPLING),
              Map.entry("Generating sample images", SAMPLING),
              Map.entry("saving checkpoint:", SAVING),
              Map.entry("saving model:", SAVING),
              Map.entry("saving state at", SAVING),
              Map.entry("saving last state", SAVING),
              Map.entry("save trained model as", SAVING),
              Map.entry("model saved.", SAVED)));

  private PhaseLine() {}

  static @Nullable PhaseName of(String text) {
    return STARTS.find(text);
  }
}
