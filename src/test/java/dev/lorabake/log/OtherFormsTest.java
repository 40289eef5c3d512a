package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run told in another form gives the same events. */
class OtherFormsTest {
  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void aTerminalsLineEndsColoursAndLinksChangeNothing(Transcript transcript) {
    String text = new String(transcript.bytes(), StandardCharsets.UTF_8);
    String onATerminal =
        text.replaceAll("(?<!\r)\n", "\r\n")
            .replaceAll("(INFO|WARNING|ERROR) ", "\u001b[34m$1\u001b[0m ")
            .replaceAll(
                " (\\w+\\.py):(\\d+)\r",
                " \u001b]8;id=1;file:///x/$1\u001b\\\\\u001b[2m$1\u001b[0m\u001b]8;;\u001b\\\\:$2\r");
    assertEquals(
        EventLines.of(transcript.events()),
        EventLines.of(Transcript.parse(onATerminal.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.Transcript#all")
  void linesMarkedByAnotherProgramChangeNothing(Transcript transcript) {
    String text = new String(transcript.bytes(), StandardCharsets.UTF_8);
    String marked = text.replaceAll("(?m)^(?=[^\r\n])", "[2024-09-14 09:31:10] [INFO] ");
    assertEquals(
        EventLines.of(transcript.events()),
        EventLines.of(Transcript.parse(marked.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void aByteOrderMarkTellsTheEncodingHoweverItIsCut(String encoding) {
    Transcript transcript = Transcript.of("01-normal");
    String text = "\ufeff" + new String(transcript.bytes(), StandardCharsets.UTF_8) + "end 𝄞\n";
    byte[] bytes = text.getBytes(Charset.forName(encoding));
    String expected = EventLines.of(transcript.events()) + "unrecognized end 𝄞\n";
    for (int most : new int[] {1, 3, 100_000}) {
      long seed = System.nanoTime();
      assertEquals(
          expected,
          EventLines.of(Transcript.parseInPortions(bytes, most, new Random(seed))),
          "seed " + seed);
    }
  }

  @Test
  void theStagesOfFluxAreTold() {
    assertEquals(
        List.of(
            "phase dataset",
            "phase accelerator",
            "phase model",
            "phase latent-cache",
            "phase latent-cache 0/10",
            "phase latent-cache 10/10",
            "phase text-encoder-cache",
            "phase text-encoder-cache 0/5",
            "phase text-encoder-cache 5/5",
            "phase network",
            "phase optimizer",
            "phase training"),
        Feed.events(
            "Using DreamBooth method.",
            "preparing accelerator",
            "accelerator device: cuda",
            "Checking the state dict: Diffusers or BFL, dev or schnell",
            "Building Flux model dev from BFL checkpoint",
            "Loading state dict from flux1-dev.safetensors",
            "Loaded Flux: <All keys matched successfully>",
            "Building CLIP-L",
            "Building AutoEncoder",
            "[Dataset 0]",
            "caching latents with caching strategy.",
            "caching latents...",
            "\r  0%|          | 0/10 [00:00<?, ?it/s]\r100%|███| 10/10 [00:03<00:00,  3.33it/s]",
            "move vae and unet to cpu to save memory",
            "move text encoders to gpu",
            "[Dataset 0]",
            "caching Text Encoder outputs with caching strategy.",
            "checking cache validity...",
            "\r  0%|          | 0/5 [00:00<?, ?it/s]\r100%|███| 5/5 [00:00<00:00, 99.33it/s]",
            "caching Text Encoder outputs...",
            "move t5XXL back to cpu",
            "import network module: networks.lora_flux",
            "create LoRA network. base dim (rank): 16, alpha: 1",
            "train all blocks only",
            "split qkv for LoRA",
            "create LoRA for FLUX all blocks: 304 modules.",
            "FLUX: Gradient checkpointing enabled. CPU offload: False",
            "prepare optimizer, data loader etc.",
            "use 8-bit AdamW optimizer | {}",
            "enable fp8 training for U-Net.",
            "running training / 学習開始"));
  }
}
