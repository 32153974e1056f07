// What stands in an entry for poll is a copy; -1 takes it out of the waiting.
void wait_for_answers_ok(struct link *links, int count)
{
    struct pollfd *entries = entries_for(count);
    char answer[64];
    for (int i = 0; i < count; i++)
        entries[i].fd = links[i].sock;
    poll(entries, count, 100);
    for (int i = 0; i < count; i++) {
        if (!(entries[i].revents & POLLIN))
            continue;
        if (recv(entries[i].fd, answer, sizeof(answer), 0) <= 0) {
            entries[i].fd = -1;
            continue;
        }
        links[i].is_up = 1;
    }
}
