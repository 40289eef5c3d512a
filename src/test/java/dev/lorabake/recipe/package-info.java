@NullMarked
package dev.lorabake.recipe;

import org.jspecify.annotations.NullMarked;
