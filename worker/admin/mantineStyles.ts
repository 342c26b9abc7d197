// The styles of the components in use, in the order the library wants; all of them would be thrice as much.
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
