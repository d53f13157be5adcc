package dev.ccproxy.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// The ways in which a target is put under load. Each ends by itself, at the latest a while after
/// its time is up: then the connections are cut and the run fails.
final class Load {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int WARM_UP = 30;

    private Load() {}

    /// One connection, the next request as soon as the last is answered.
    ///
    /// @return time from the first byte sent to the last byte read
    static Samples oneByOne(Target target, Requests requests, int count) throws IOException {
        Samples times = new Samples();
        try (Client client = new Client(target)) {
            for (int i = -WARM_UP; i < count; i++) {
                ByteBuffer[] request = requests.next();
                long start = System.nanoTime();
                client.exchange(request);
                if (i >= 0) {
                    times.add(System.nanoTime() - start);
                }
            }
        }
        return times;
    }

    /// As many requests as so many connections can get answered.
    ///
    /// @return how many were answered
    static long flatOut(
            Target target, IntFunction<Requests> requests, int connections, Duration time)
            throws IOException {
        long end = System.nanoTime() + time.toNanos();
        List<Samples> counts =
                inParallel(
                        connections,
                        time,
                        i -> {
                            Samples answered = new Samples();
                            long count = 0;
                            Requests own = requests.apply(i);
                            try (Client client = new Client(target)) {
                                while (System.nanoTime() < end) {
                                    client.exchange(own.next());
                                    count++;
                                }
                            }
                            answered.add(count);
                            return answered;
                        });
        return counts.stream().mapToLong(Samples::sum).sum();
    }

    /// Requests that are due at fixed times, whether or not earlier ones have been answered.
    ///
    /// @return time from when a request was due to the last byte of its answer: a target that
    ///   stalls is charged for every request that was due meanwhile
    static Samples onSchedule(Target target, IntFunction<Requests> requests, Schedule schedule)
            throws IOException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + 50_000_000L;
        return Samples.join(
                inParallel(
                        schedule.connections(),
                        schedule.time(),
                        i -> {
                            Samples times = new Samples();
                            Requests own = requests.apply(i);
                            try (Client client = new Client(target)) {
                                int slot = next.getAndIncrement();
                                while (slot < schedule.requests()) {
                                    ByteBuffer[] request = own.next();
                                    long due = start + slot * schedule.gapNanos();
                                    Pace.until(due);
                                    client.exchange(request);
                                    times.add(System.nanoTime() - due);
                                    slot = next.getAndIncrement();
                                }
                            }
                            return times;
                        }));
    }

    /// How often and how long.
    ///
    /// @param connections that share the requests; enough that one is always free
    record Schedule(int connections, int perSecond, Duration time) {
        int requests() {
            return Math.toIntExact(time.toMillis() * perSecond / 1_000);
        }

        long gapNanos() {
            return 1_000_000_000L / perSecond;
        }
    }

    /// Streams of events side by side, one on each connection.
    ///
    /// @return time that each event was on the way
    static Samples streams(Target target, int streams, int events, Duration gap)
            throws IOException {
        String query = "&events=%d&gap=%d".formatted(events, gap.toNanos() / 1_000);
        ByteBuffer expected = Answers.streamBody(events);
        return sideBySide(
                streams,
                events,
                gap,
                i -> {
                    Samples delays = new Samples();
                    Requests requests = Requests.repeat(query, Requests.smallBody());
                    try (Client client = new Client(target)) {
                        client.stream(requests.next(), expected.duplicate(), delays);
                    }
                    return delays;
                });
    }

    /// Streams side by side.
    ///
    /// @param one reads a stream, and gives back how long each of its events was on the way
    static Samples sideBySide(int streams, int events, Duration gap, Work one) throws IOException {
        return Samples.join(
                inParallel(
                        streams,
                        gap.multipliedBy(events),
                        i -> {
                            // Spread over the gap: streams of different agents are not in step.
                            Pace.until(System.nanoTime() + gap.toNanos() * i / streams);
                            return one.run(i);
                        }));
    }

    private static List<Samples> inParallel(int workers, Duration time, Work work)
            throws IOException {
        List<Callable<Samples>> tasks = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int index = i;
            tasks.add(() -> work.run(index));
        }
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("load-", 0).factory())) {
            List<Samples> results = new ArrayList<>();
            long limit = time.plus(GRACE).toMillis();
            for (Future<Samples> done : threads.invokeAll(tasks, limit, TimeUnit.MILLISECONDS)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the target could not keep up within " + time.plus(GRACE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// What one of several workers does.
    interface Work {
        Samples run(int index) throws IOException;
    }
}
