package dev.lorabake.foreign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one key.
 *
 * @param targets where the recipe says it now, dotted: {@code train.network_dim}, {@code
 *     train.network_args.conv_dim}, {@code family}, {@code datasets[0].subsets[0].image_dir},
 *     {@code general.resolution}, {@code sample[0].prompt}, {@code launch.num_processes}
 * @param reason how it was approximated, why it was dropped, what is asked: a clause without a full
 *     stop; {@code null} where it was mapped and there is nothing to say
 * @param ran what the old tool would have run, where that is not what the file says; else {@code
 *     null}
 * @param meant what the file says, which the recipe follows; {@code null} as {@code ran} is
 */
public record Account(
    SourceKey source,
    Fate fate,
    List<String> targets,
    @Nullable String reason,
    @Nullable String ran,
    @Nullable String meant) {}
