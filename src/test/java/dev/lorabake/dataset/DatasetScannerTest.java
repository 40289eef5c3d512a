package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetScannerTest {
  private static final CaptionRule TEXT = CaptionRule.of("txt", false);

  @TempDir Path folder;

  private ImageFolder scan(CaptionRule rule) {
    return new DatasetScanner(SizeReading.PINNED).scan(folder, rule);
  }

  private List<String> names(ImageFolder images) {
    return images.images().stream()
        .map(image -> Path.of(image.path()).getFileName().toString())
        .toList();
  }

  private String states(CaptionRule rule) {
    return scan(rule).images().stream()
        .map(image -> image.caption().state() + ":" + image.caption().text())
        .collect(Collectors.joining(" "));
  }

  @Test
  void takesTheExtensionsThatUpstreamTakes() throws IOException {
    for (String name :
        List.of("b.png", "a.JPG", "c.jpeg", "d.webp", "e.bmp", "Z.WEBP", "i.j.PNG")) {
      Pictures.png(folder.resolve(name), 8, 8);
    }
    for (String name : List.of(".hidden.png", "f.Png", "g.gif", "h.txt", "png", ".png")) {
      Pictures.png(folder.resolve(name), 8, 8);
    }
    Pictures.png(folder.resolve("deeper/k.png"), 8, 8);
    assertEquals(
        List.of("Z.WEBP", "a.JPG", "b.png", "c.jpeg", "d.webp", "e.bmp", "i.j.PNG"),
        names(scan(TEXT)));
  }

  @Test
  void takesMoreExtensionsWithAPlugIn() throws IOException {
    for (String name : List.of("a.avif", "b.AVIF", "c.jxl", "d.Avif")) {
      Pictures.png(folder.resolve(name), 8, 8);
    }
    SizeReading.Imagesize imagesize = SizeReading.PINNED.imagesize();
    SizeReading avif = new SizeReading(imagesize, true, false);
    assertEquals(List.of(), names(scan(TEXT)));
    ImageFolder found = new DatasetScanner(avif).scan(folder, TEXT);
    assertEquals(List.of("a.avif", "b.AVIF"), names(found));
    assertTrue(found.images().stream().allMatch(ImageFile::readable));
    found = new DatasetScanner(new SizeReading(imagesize, false, true)).scan(folder, TEXT);
    assertEquals(List.of("c.jxl"), names(found));
    assertEquals("its JPEG XL header is broken", found.images().getFirst().unreadable());
  }

  @Test
  void sortsNamesByCodePoint() {
    List<String> names = List.of("\uff5e", "\ud83d\ude00", "z", "za", "\u00e9");
    assertEquals(
        List.of("z", "za", "\u00e9", "\uff5e", "\ud83d\ude00"),
        names.stream().sorted(ImageNames::compareAsPython).toList());
  }

  @Test
  void readsSizesInOrderOnSeveralThreads() throws IOException {
    for (int i = 0; i < 500; i++) {
      Pictures.png(folder.resolve("%03d.png".formatted(i)), 100 + i, 50);
    }
    List<ImageFile> images = scan(TEXT).images();
    assertEquals(500, images.size());
    for (int i = 0; i < 500; i++) {
      assertEquals(100 + i, images.get(i).width());
    }
  }

  @Test
  void tellsGoodCaptionsFromBadOnes() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      Pictures.png(folder.resolve(name + ".png"), 8, 8);
    }
    Files.writeString(folder.resolve("a.txt"), "  a cat \r\nsecond line\n");
    Files.writeString(folder.resolve("b.txt"), "\na dog\n");
    Files.writeString(folder.resolve("c.txt"), "");
    Files.write(folder.resolve("d.txt"), new byte[] {'a', (byte) 0xe9});
    assertEquals("FOUND:a cat BLANK: EMPTY_FILE: NOT_UTF8: MISSING:", states(TEXT));
    assertEquals(
        "FOUND:a cat\nsecond line FOUND:a dog EMPTY_FILE: NOT_UTF8: MISSING:",
        states(CaptionRule.of(".txt", true)));
    assertEquals("MISSING: MISSING: MISSING: MISSING: MISSING:", states(CaptionRule.DEFAULT));
  }

  @Test
  void readsLongCaptions() throws IOException {
    Pictures.png(folder.resolve("a.png"), 8, 8);
    Files.writeString(folder.resolve("a.txt"), "tag, ".repeat(5000) + "end");
    assertEquals(25_003, scan(TEXT).images().getFirst().caption().text().length());
  }

  @Test
  void takesTheCaptionOfTheNameWithoutAFacesPlace() throws IOException {
    Path images = folder.resolve("faces");
    Pictures.png(images.resolve("anna_10_20_30_40.png"), 8, 8);
    Files.writeString(images.resolve("anna.txt"), "anna");
    ImageFolder found = new DatasetScanner(SizeReading.PINNED).scan(images, TEXT);
    assertEquals("anna", found.images().getFirst().caption().text());
  }

  @Test
  void namesUnreadableImages() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no picture");
    Files.createDirectory(folder.resolve("b.png"));
    Pictures.png(folder.resolve("c.png"), 8, 8);
    ImageFolder found = scan(TEXT);
    assertEquals(List.of("a.png", "b.png", "c.png"), names(found));
    assertEquals(
        List.of(false, false, true), found.images().stream().map(ImageFile::readable).toList());
  }

  @Test
  void saysThatAFolderIsMissing() throws IOException {
    DatasetScanner scanner = new DatasetScanner(SizeReading.PINNED);
    assertEquals("there is no such folder", scanner.scan(folder.resolve("x"), TEXT).problem());
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals("it is no folder", scanner.scan(file, TEXT).problem());
    assertFalse(scanner.scan(file, TEXT).exists());
  }

  @Test
  void readsMetadataWithAndWithoutSizes() throws IOException {
    Pictures.png(folder.resolve("b.png"), 30, 40);
    Path json =
        Files.writeString(
            folder.resolve("meta.json"),
            """
            {"a.png": {"caption": "a", "image_size": [10, 20]}, "b.png": {"tags": "t"}, "c.png": {}}
            """);
    DatasetScanner scanner = new DatasetScanner(SizeReading.PINNED);
    List<ImageFile> images = scanner.scanMetadata(json, folder).images();
    assertEquals("a.png", images.get(0).path());
    assertEquals(10, images.get(0).width());
    assertEquals(40, images.get(1).height());
    assertEquals("there is no such file", images.get(2).unreadable());
    assertEquals(
        "its relative name needs an image_dir",
        scanner.scanMetadata(json, null).images().get(2).unreadable());
  }

  @Test
  void readsMetadataLines() throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("meta.jsonl"),
            """
            {"image_path": "/x/a.png", "caption": "a", "image_size": [10, 20]}
            {"image_path": "/x/a.png", "caption": "b", "image_size": [30, 20]}
            """);
    List<ImageFile> images =
        new DatasetScanner(SizeReading.PINNED).scanMetadata(json, null).images();
    assertEquals(1, images.size());
    assertEquals(30, images.getFirst().width());
  }

  @Test
  void saysWhatIsWrongWithMetadata() throws IOException {
    DatasetScanner scanner = new DatasetScanner(SizeReading.PINNED);
    Path broken = Files.writeString(folder.resolve("meta.json"), "{\"a\":");
    assertFalse(scanner.scanMetadata(broken, null).exists());
    assertEquals(
        "there is no such file", scanner.scanMetadata(folder.resolve("no.json"), null).problem());
  }

  @ParameterizedTest
  @CsvSource({
    "10_sks cat, 10, sks cat",
    "3, 3, ''",
    "05_a_b, 5, a_b",
    "' 7 _x', 7, x",
    "+2_x, 2, x",
    "1__x, 1, _x",
  })
  void readsRepeatsAndClassTokensFromTheFoldersName(String name, long repeats, String tokens)
      throws IOException {
    Files.createDirectory(folder.resolve(name));
    RepeatFolder found = RepeatFolders.of(folder).used().getFirst();
    assertEquals(repeats, found.repeats());
    assertEquals(tokens, found.classTokens());
  }

  @Test
  void ignoresFoldersWithoutRepeats() throws IOException {
    for (String name : List.of("cat", "0_cat", "-1_cat", "x_1", "1.5_cat")) {
      Files.createDirectory(folder.resolve(name));
    }
    Files.createFile(folder.resolve("10_file"));
    RepeatFolders folders = RepeatFolders.of(folder);
    assertEquals(List.of(), folders.used());
    assertEquals(
        Set.of("cat", "0_cat", "-1_cat", "x_1", "1.5_cat"), new TreeSet<>(folders.ignored()));
    assertFalse(RepeatFolders.of(folder.resolve("none")).exists());
  }
}
