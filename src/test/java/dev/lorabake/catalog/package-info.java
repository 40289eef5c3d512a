@NullMarked
package dev.lorabake.catalog;

import org.jspecify.annotations.NullMarked;
