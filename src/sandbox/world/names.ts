/** Given names of the pretend tenant's people, from many places. */
export const givenNames = words(`
  Abebe Aditi Agnieszka Aisha Akira Alejandra Amina Anders Anouk Arjun Astrid Ayşe Babajide Beatriz Bilal Birgit Bogdan
  Camille Catarina Chidi Chloé Dagny Dalia Daniel Deepa Diego Dmitri Ebele Eilidh Elif Emeka Esra Esther Fatima Felipe
  Fiona Florian Freya Gabriela Giorgos Gita Grace Håkon Hana Haruki Hassan Heidi Hiroshi Ibrahim Ilse Imani Inês Ioana
  Isaac Jamal Jana Javier Jin Joana Jonas Kaito Kamala Karim Kateryna Kenji Khadija Kiran Klára Kofi Lakshmi Lars Latoya
  Layla Léa Leon Linh Lucía Łukasz Magnus Mahmoud Malik Manu Marcin Margit María Mateo Mehmet Mina Miriam Mohan Nadia
  Naoko Neha Ngozi Niamh Nils Nisha Nour Olena Olumide Omar Oriol Paloma Pavel Petra Pilar Quang Rachel Rahul Ravi Renée
  Rohan Rosa Ruth Saanvi Salma Samir Sanjay Seo-yeon Sergei Shira Siobhán Sunita Svetlana Tadeo Takumi Tamar Tariq Tereza
  Thandiwe Thijs Tove Uma Valentina Viktor Wanjiru Wei Xiomara Yara Yusuf Zainab Zoë Zuzana`);

/** Family names, likewise. */
export const familyNames = words(`
  Abara Acosta Adeyemi Ahmadi Almeida Andersson Appiah Aydın Bakker Banerjee Barzani Bauer Becker Bernard Bhatt Björk
  Blanco Bondarenko Borg Botha Brennan Cardoso Castellanos Çelik Chandra Chen Choi Chukwu Cohen Contreras Costa Dahl Danso
  Das Demir Diallo Dlamini Doyle Dubois Duarte Eriksen Espinoza Falk Fernandes Fischer Fontaine Gallagher García Georgiou
  Ghosh Gonzales Green Gupta Haddad Hansen Hashimoto Hernández Hoang Horvat Hussain Iyer Jansen Jiménez Johansson Juma
  Kaplan Karlsson Katz Keita Khan Kimura Kiplagat Kowalczyk Krüger Kumar Lambert Larsen Laurent Lee Lehtonen Levy Lopes
  Macharia Mahlangu Maier Marín Mbeki McKenna Mehta Mendoza Mishra Moreau Morris Mutua Nakamura Ndlovu Németh Nguyễn
  Nielsen Novák Nowak Obi O’Sullivan Oduya Okafor Olsen Ortiz Osei Östberg Pacheco Papadakis Park Patel Pereira Petrov
  Pham Popescu Quintero Rahman Ramírez Rao Reyes Rossi Saito Salazar Sato Schneider Sharma Shevchenko Silva Singh Sokolov
  Sørensen Suzuki Takahashi Tanaka Teixeira Thapa Torres Tran Tremblay Vargas Venkatesan Virtanen Vos Wagner Walsh Wang
  Weber Wójcik Yamamoto Yılmaz Zapata Zhang Zulu`);

/** What people who come without an account call themselves. */
export const casualNames = words(`
  Alex BenK Charlie Dee Guest iPad Jo Kim Lou Meeting-Room-2 Nick Pat Reception Robin Sam Sasha Tablet Terry Visitor Warehouse`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
