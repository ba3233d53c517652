// Skipped suites are a number at the end of jest's report; this one is worth a sentence.
module.exports = () => {
  if (!process.env.TEST_DATABASE_URL)
    process.stderr.write(
      '\nPostgreSQL suite SKIPPED: TEST_DATABASE_URL is not set. SQLite is tested. .ci/run tests both.\n',
    );
};
