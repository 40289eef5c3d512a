package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> OPTIONS =
      Catalog.bundled().options().stream().map(Option::name).toList();

  @ParameterizedTest
  @CsvSource({
    "netwrok_dim,network_dim",
    "network-dim,network_dim",
    "learning_rte,learning_rate",
    "Mixed_Precision,mixed_precision",
    "optimiser_type,optimizer_type",
    "max_train_epoch,max_train_epochs"
  })
  void findsTheOptionThatWasMeant(String wrong, String meant) {
    assertEquals(Optional.of(meant), Spelling.nearest(wrong, OPTIONS));
  }

  @Test
  void suggestsNothingForAWordThatIsFarFromAll() {
    assertEquals(Optional.empty(), Spelling.nearest("frobnicate", OPTIONS));
  }
}
