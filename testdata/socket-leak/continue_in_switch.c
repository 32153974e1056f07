void serve_bad(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            sleep(1);
            continue;
        }
        switch (classify(fd)) {
        case 0:
            continue; //~ socket-leak
        case 1:
            break;
        default:
            close(fd);
            continue;
        }
        talk(fd);
        close(fd);
    }
}
