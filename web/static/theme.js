/* Before anything is painted: light or dark, as it was chosen last. */
(() => {
	try {
		const theme = localStorage.getItem("theme");
		if (theme === "light" || theme === "dark")
			document.documentElement.dataset.theme = theme;
	} catch {
		/* Nothing is kept here: then it is as the system has it. */
	}
})();
