import java.io.File;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints one line for each rule that a file breaks, and nothing for a file that conforms. */
public class VeraCheck {
  private static final int SHOWN = 20;

  /** arguments: flavours (3a,ua1) and files. */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < arguments.length; i++) {
      for (String flavour : arguments[0].split(",")) {
        check(new File(arguments[i]), PDFAFlavour.byFlavourId(flavour));
      }
    }
  }

  private static void check(File file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(flavour, SHOWN, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.getTotalAssertions() == 0) {
        System.out.println(file.getName() + " " + flavour.getId() + " nothing was checked");
      }
      for (TestAssertion failure : result.getTestAssertions()) {
        System.out.printf(
            "%s %s clause %s test %d: %s%n",
            file.getName(),
            flavour.getId(),
            failure.getRuleId().getClause(),
            failure.getRuleId().getTestNumber(),
            failure.getMessage());
      }
    }
  }
}
