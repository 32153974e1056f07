/* One letter too many. */

int mixed_up_bad(int sd)
{
    int sd2 = accept(sd, NULL, NULL);
    if (sd2 < 0)
        return -1;
    if (fcntl(sd2, F_SETFL, O_NONBLOCK) < 0) {
        close(sd); //~ wrong-handle-closed
        return -1;
    }
    return sd2;
}

/* Both. */
int gives_up_ok(int sd)
{
    int sd2 = accept(sd, NULL, NULL);
    if (sd2 < 0)
        return -1;
    if (fcntl(sd2, F_SETFL, O_NONBLOCK) < 0) {
        close(sd);
        close(sd2);
        return -1;
    }
    return sd2;
}

/* One client only: the listener has done its work. */
int one_client_ok(int sd)
{
    int sd2 = accept(sd, NULL, NULL);
    close(sd);
    return sd2;
}

/* The one that failed is no socket. */
int failed_ok(int sd)
{
    int sd2 = accept(sd, NULL, NULL);
    if (sd2 < 0) {
        close(sd);
        return -1;
    }
    return sd2;
}

/* It was handed on before it got a name. */
int checked_ok(int sd)
{
    int sd2 = check_result("accept", accept(sd, NULL, NULL));
    send(sd2, "x", 1, 0);
    close(sd2);
    close(sd);
    return 0;
}

/* Two open sockets are never the same. */
int both_at_the_end_ok(int sd, int many)
{
    int sd2 = sd;
    if (many)
        sd2 = accept(sd, NULL, NULL);
    if (sd2 < 0)
        return -1;
    if (sd2 != sd)
        close(sd2);
    close(sd);
    return 0;
}

static bool is_failure(int sd, const char *what)
{
    if (sd == -1)
        perror(what);
    return sd == -1;
}

/* Who tests may tell as well. */
int told_and_failed_ok(int sd)
{
    int sd2 = accept(sd, NULL, NULL);
    if (is_failure(sd2, "accept")) {
        close(sd);
        return -1;
    }
    close(sd);
    return sd2;
}
