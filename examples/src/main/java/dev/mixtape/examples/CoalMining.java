package dev.mixtape.examples;

/// Fits a trend to the waiting times between coal mining disasters.
public final class CoalMining {
  private CoalMining() {}

  public static void main(String[] args) {
    System.out.println("Coal mining disasters: the fit is yet to be written.");
  }
}
