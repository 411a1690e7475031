package io.hania.access.admin.keylist;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few numbers as tiny bars, drawn into a picture of 70 by 20.
 *
 * @param total the sum of the numbers
 */
public record Sparkline(List<Bar> bars, long total) {
    private static final int STEP = 10;
    private static final int HEIGHT = 20;

    /** One bar, from the upper left corner. */
    public record Bar(int x, int y, int height) {}

    /** Bars for numbers in order; the tallest fills the height, and any that isn't 0 is seen. */
    static Sparkline of(long... numbers) {
        long most = Math.max(1, Arrays.stream(numbers).max().orElse(0));
        List<Bar> bars = IntStream.range(0, numbers.length)
                .mapToObj(i -> bar(i, numbers[i], most))
                .toList();
        return new Sparkline(bars, Arrays.stream(numbers).sum());
    }

    private static Bar bar(int index, long number, long most) {
        int height = number == 0 ? 1 : (int) Math.max(2, number * HEIGHT / most);
        return new Bar(index * STEP, HEIGHT - height, height);
    }
}
