/** Rank, alpha, network types and their arguments. */
@NullMarked
package dev.lorabake.preflight.rules.network;

import org.jspecify.annotations.NullMarked;
