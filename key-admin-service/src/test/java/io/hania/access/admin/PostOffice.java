package io.hania.access.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks as much SMTP (RFC 5321) as a mail takes, and keeps what it is given. */
final class PostOffice {
    private static final List<String> LETTERS = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;

    private PostOffice(ServerSocket socket) {
        this.socket = socket;
    }

    static PostOffice open() {
        try {
            PostOffice office = new PostOffice(new ServerSocket(0, 20, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().start(office::serve);
            return office;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Every mail so far, headers and all. */
    static List<String> letters() {
        return LETTERS;
    }

    private void serve() {
        while (true) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void talk(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = caller.getOutputStream()) {
            say(out, "220 localhost");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    LETTERS.add(letter(in));
                }
                say(out, line.startsWith("QUIT") ? "221 bye" : "250 well");
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String letter(BufferedReader in) throws IOException {
        StringBuilder letter = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            letter.append(line).append('\n');
        }
        return letter.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
