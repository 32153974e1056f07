void told_and_tried_again_bad(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            perror("accept"); //~ accept-loop-spins
            continue;
        }
        serve(fd);
        close(fd);
    }
}

void pause_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            perror("accept");
            usleep(10000);
            continue;
        }
        serve(fd);
        close(fd);
    }
}

void asks_why_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            if (errno == EMFILE)
                sleep(1);
            continue;
        }
        serve(fd);
        close(fd);
    }
}

void select_is_ready_at_once_bad(int listener)
{
    fd_set set;
    for (;;) {
        FD_ZERO(&set);
        FD_SET(listener, &set);
        if (select(listener + 1, &set, NULL, NULL, NULL) < 0)
            continue;
        if (FD_ISSET(listener, &set)) {
            int fd = accept(listener, NULL, NULL); //~ accept-loop-spins
            if (fd >= 0) {
                serve(fd);
                close(fd);
            }
        }
    }
}

/* What it does about it, nobody sees. */
void makes_room_ok(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            close_idle_clients();
            continue;
        }
        serve(fd);
        close(fd);
    }
}
