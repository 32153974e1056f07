struct conn { int fd; int used; };
static struct conn table[32];

int table_add(int listener)
{
    struct conn *slot = NULL;
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    for (int i = 0; i < 32; i++)
        if (!table[i].used) {
            slot = &table[i];
            break;
        }
    if (!slot) {
        close(fd);
        return -1;
    }
    slot->fd = fd;
    slot->used = 1;
    return 0;
}
