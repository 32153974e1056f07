/* Gets clients from another file. */

void client_bad(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return; //~ socket-leak
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

/* Somebody who has it still calls this one as well. */
void client_kept_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}

/* So may who finds this one in a table. */
void client_in_table_ok(int fd)
{
    char *buf = malloc(100);
    if (!buf)
        return;
    recv(fd, buf, 100, 0);
    free(buf);
    close(fd);
}
