package io.hania.access.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between any two parts of the system on a port of its own and spoils the line as told. */
public final class FaultProxy implements AutoCloseable {
    private static final int SOME_BYTES = 7;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;
    private volatile Duration delay = Duration.ZERO;

    /** What can happen to a line. */
    public enum Fault {
        /** Bytes pass. */
        NONE,
        /** An answer's bytes pass after a while. */
        DELAY,
        /** Connections stay, bytes vanish. */
        BLACK_HOLE,
        /** Connections are closed, new ones too. */
        CUT,
        /** Connections are reset, new ones too. */
        RESET,
        /** A few bytes of an answer pass, then the connection closes. */
        TRUNCATE,
        /** An answer's bytes are others. */
        GARBLE
    }

    /** A good line to a port of this machine. */
    public FaultProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on. Connections that are open are hit too. */
    public void set(Fault next) {
        fault = next;
        if (next == Fault.CUT || next == Fault.RESET) {
            open.forEach(this::end);
        }
    }

    /** Every part of an answer waits for this long. */
    public void delay(Duration each) {
        delay = each;
        set(Fault.DELAY);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                open.add(caller);
                if (fault == Fault.CUT || fault == Fault.RESET) {
                    end(caller);
                } else {
                    connect(caller);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        try {
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(upstream);
            Thread.ofVirtual().start(() -> pump(caller, upstream, false));
            Thread.ofVirtual().start(() -> pump(upstream, caller, true));
        } catch (IOException e) {
            end(caller);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] part = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                pass(part, length, out, answers);
            }
        } catch (IOException e) {
            // both ends are closed below
        }
        end(from);
        end(to);
    }

    private void pass(byte[] part, int length, OutputStream out, boolean answers) throws IOException {
        switch (fault) {
            case NONE -> out.write(part, 0, length);
            case DELAY -> {
                Await.pause(answers ? delay : Duration.ZERO);
                out.write(part, 0, length);
            }
            case BLACK_HOLE -> {}
            case CUT, RESET -> throw new IOException("the line is cut");
            case TRUNCATE -> {
                out.write(part, 0, answers ? Math.min(length, SOME_BYTES) : length);
                if (answers) {
                    throw new IOException("the line is cut");
                }
            }
            case GARBLE -> {
                for (int i = 0; answers && i < length; i++) {
                    part[i] ^= 0x55;
                }
                out.write(part, 0, length);
            }
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            if (fault == Fault.RESET && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            return; // the other pump has closed it meanwhile
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::end);
    }
}
