struct screen { int sock; int listener; fd_set all; };

int start(struct screen *sc)
{
    sc->sock = socket(AF_INET, SOCK_STREAM, 0);
    return sc->sock < 0 ? -1 : 0;
}

#define CLOSE_SOCK(s) { if ((s) != -1) { close(s); (s) = -1; } }

// The macro has set the member to -1: what is taken out of the set is bit -1.
void stop_bad(struct screen *sc)
{
    if (sc->sock > -1) {
        CLOSE_SOCK(sc->sock);
        FD_CLR(sc->sock, &sc->all); //~ use-after-close
    }
}

void stop_ok(struct screen *sc)
{
    if (sc->sock > -1) {
        FD_CLR(sc->sock, &sc->all);
        CLOSE_SOCK(sc->sock);
    }
    if (sc->listener > -1) {
        close(sc->listener);
        FD_CLR(sc->listener, &sc->all);
        sc->listener = -1;
    }
}

void last_words_bad(int fd)
{
    close(fd);
    fd = -1;
    send(fd, "x", 1, 0); //~ use-after-close
}

void again_ok(struct screen *sc)
{
    close(sc->sock);
    sc->sock = -1;
    screen_open(sc);
    FD_SET(sc->sock, &sc->all);
}

void other_way_ok(struct screen *sc, int dead)
{
    if (dead) {
        close(sc->sock);
        sc->sock = -1;
    }
    if (sc->sock >= 0)
        FD_SET(sc->sock, &sc->all);
}
