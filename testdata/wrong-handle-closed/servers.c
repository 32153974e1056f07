/* One letter too many. */

int mixed_up_bad(int sd)
{
    int sd2 = accept(sd, NULL, NULL);
    if (sd2 < 0)
        return -1;
    if (fcntl(sd2, F_SETFL, O_NONBLOCK) < 0) {
        close(sd); //~ wrong-handle-closed
        return -1; //~ socket-leak
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
